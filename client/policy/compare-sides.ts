import * as vscode from 'vscode';
import type { SideMemory } from '../../server/protocol/compare-view.ts';
import { gitRepository } from './compare-git.ts';

/** One side of a comparison: a file as the editor has it, or what git keeps of it in HEAD. */
export interface Side {
  readonly kind: 'file' | 'head';
  readonly uri: vscode.Uri;
}

export const sideName = ({ kind, uri }: Side): string => `${vscode.workspace.asRelativePath(uri)}${kind === 'head' ? ' (HEAD)' : ''}`;

export const sideMemory = ({ kind, uri }: Side): SideMemory => ({ kind, uri: uri.toString() });

/** A side that an earlier session kept; undefined for anything else. */
export function rememberedSide(memory: unknown): Side | undefined {
  if (typeof memory !== 'object' || memory === null || !('uri' in memory) || !('kind' in memory)) return undefined;
  const { kind, uri } = memory;
  return typeof uri === 'string' && (kind === 'file' || kind === 'head') ? { kind, uri: vscode.Uri.parse(uri) } : undefined;
}

/** The text of a side. What the editor holds wins over what was saved. Throws with a sentence for the user. */
export async function sideText({ kind, uri }: Side): Promise<string> {
  if (kind === 'head') return (await gitRepository(uri)).textInHead(uri);
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    throw new Error(`${vscode.workspace.asRelativePath(uri)} cannot be read as text.`);
  }
}

/** Where a side can be shown: the file, or the read-only document in which git shows its HEAD. */
export const sideUri = async ({ kind, uri }: Side): Promise<vscode.Uri> =>
  kind === 'head' ? (await gitRepository(uri)).headUri(uri) : uri;
