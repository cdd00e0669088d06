import { type ApiResource, type ApiTable, findResource, groupsWithResource } from '../../kubernetes/api-resources.ts';
import { joined } from './joined.ts';

/** Whether a name that a group does not have is that of another one, and not of a body that people take for a resource. */
export const isOfAnotherGroup = (resource: string, api: ApiTable): boolean => {
  const homes = groupsWithResource(api, resource).map(group => findResource(api, group, resource)!);
  return homes.some(isStable) || (homes.length > 0 && subresourcesWithBody(resource, api) === undefined);
};

export const isStable = ({ versions }: ApiResource): boolean => versions.some(v => /^v\d+$/.test(v));

/** The subresources whose body has a kind that is written like a resource, as TokenRequest is for serviceaccounts/token, in words. */
export function subresourcesWithBody(text: string, api: ApiTable): string | undefined {
  const kinds = [text.toLowerCase(), text.toLowerCase().replace(/s$/, '')];
  const found = [...api.groups.values()]
    .flat()
    .flatMap(resource =>
      resource.subresources
        .filter(s => s.kind !== resource.kind && kinds.includes(s.kind.toLowerCase()))
        .map(s => `${resource.resource}/${s.name} in ${resource.group === '' ? 'the core group' : resource.group}`),
    );
  return found.length === 0 ? undefined : joined(found, 'or');
}
