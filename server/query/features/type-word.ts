import { type SlsType, typeText } from '../catalog/sls-type.ts';

/** A type in passing: nothing where it is not known. */
export const typeWord = (type: SlsType): string | undefined => (type.kind === 'unknown' ? undefined : typeText(type));
