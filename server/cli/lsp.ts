export { serveStdio } from '../language/serve-stdio.ts';
