import * as vscode from 'vscode';
import type { SideMemory } from '../../server/protocol/compare-view.ts';
import { policyName } from './active-policy.ts';
import { gitRepository } from './compare-git.ts';

/** One side of a comparison: a file as the editor has it, or what git keeps of it in HEAD; a fragment names an embedded policy. */
export interface Side {
  readonly kind: 'file' | 'head';
  readonly uri: vscode.Uri;
}

export const sideName = ({ kind, uri }: Side): string => `${policyName(uri)}${kind === 'head' ? ' (HEAD)' : ''}`;

export const sideMemory = ({ kind, uri }: Side): SideMemory => ({ kind, uri: uri.toString() });

/** A side that an earlier session kept; undefined for anything else. */
export function rememberedSide(memory: unknown): Side | undefined {
  if (typeof memory !== 'object' || memory === null || !('uri' in memory) || !('kind' in memory)) return undefined;
  const { kind, uri } = memory;
  return typeof uri === 'string' && (kind === 'file' || kind === 'head') ? { kind, uri: vscode.Uri.parse(uri) } : undefined;
}

/** The document a side is in, as a working copy. */
export const sideFile = ({ uri }: Side): vscode.Uri => uri.with({ fragment: '' });

/** The text of a side. What the editor holds wins over what was saved. Throws with a sentence for the user. */
export async function sideText(side: Side): Promise<string> {
  const file = sideFile(side);
  if (side.kind === 'head') return (await gitRepository(file)).textInHead(file);
  try {
    return (await vscode.workspace.openTextDocument(file)).getText();
  } catch {
    throw new Error(`${vscode.workspace.asRelativePath(file)} cannot be read as text.`);
  }
}

/** Where a side can be shown: the file, or the read-only document in which git shows its HEAD. */
export const sideUri = async (side: Side): Promise<vscode.Uri> =>
  side.kind === 'head' ? (await gitRepository(sideFile(side))).headUri(sideFile(side)) : sideFile(side);
