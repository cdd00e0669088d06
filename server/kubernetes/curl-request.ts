import { sampleOfHttp } from './http-sample.ts';
import { shellWords } from './kubectl/command-words.ts';
import type { User } from './request-attributes.ts';
import type { SampledRequest } from './sampled-request.ts';

/** Options of curl that take a value and say nothing about the request line. */
const WITH_VALUE =
  /^(?:-[HuoAbceEmw]|--(?:header|user|output|user-agent|cookie|cacert|cert|key|max-time|connect-timeout|resolve|retry|referer|write-out))$/;
const BODY = /^(?:-d|--data(?:-raw|-binary|-urlencode|-ascii)?|--json)$/;

/** Whether a text is meant as a curl command line. */
export const looksLikeCurl = (text: string): boolean => /^(?:\$\s+)?(?:\S*\/)?curl\s/.test(text);

/** The request of a curl command line: its URL, `-X`, `-I`, `-G` and data; every other option is left aside. */
export function requestOfCurl(line: string, user: User | null): SampledRequest | { readonly error: string } {
  const words = shellWords(line);
  if ('error' in words) return words;
  let method: string | undefined;
  let url: string | undefined;
  let hasBody = false;
  const rest = words.words.slice(words.words.findIndex(word => /(?:^|\/)curl$/.test(word)) + 1);
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!;
    const [option, value] = word.startsWith('--') && word.includes('=') ? word.split(/=(.*)/s) : [word, undefined];
    if (option === '-X' || option === '--request') method = value ?? rest[++at];
    else if (/^-X./.test(word)) method = word.slice(2);
    else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (option === '-G' || option === '--get') method ??= 'GET';
    else if (option === '--url') url = value ?? rest[++at];
    else if (BODY.test(option!)) {
      hasBody = true;
      if (value === undefined) at++;
    } else if (WITH_VALUE.test(option!)) {
      if (value === undefined) at++;
    } else if (!word.startsWith('-')) url ??= word;
  }
  if (url === undefined) return { error: 'the curl command line has no URL' };
  const absolute = url.startsWith('/') || /^https?:\/\//i.test(url) ? url : `https://${url}`;
  return sampleOfHttp({ method: method ?? (hasBody ? 'POST' : 'GET'), url: absolute, user, hasBody });
}
