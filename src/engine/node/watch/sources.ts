/** What the words of the command line are followed by. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FolderFollower } from '../../../gather/follow/folder-follower.ts';
import type { Follower, FollowOptions } from '../../../gather/follow/follower.ts';
import { PathFollower } from '../../../gather/follow/path-follower.ts';
import { SocketFollower } from '../../../gather/follow/socket-follower.ts';
import { StreamFollower } from '../../../gather/follow/stream-follower.ts';
import { rawPath } from '../../../gather/path.ts';

const socketWord = 'unix:';

/** A file need not be there yet; a folder must be, to be told from one. */
export async function openFollowers(
  sources: readonly string[],
  options: FollowOptions,
  stdin: AsyncIterable<Uint8Array> | undefined,
): Promise<Follower[]> {
  const followers: Follower[] = [];
  for (const source of sources) {
    if (source === '-') {
      if (stdin) followers.push(new StreamFollower('stdin', stdin));
    } else if (source.startsWith(socketWord))
      followers.push(await SocketFollower.listen(source.slice(socketWord.length), options));
    else followers.push(pathOrFolder(resolve(source), options));
  }
  return followers;
}

function pathOrFolder(path: string, options: FollowOptions): Follower {
  const isFolder = statSync(rawPath(path), { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder) return new FolderFollower(path, options);
  return new PathFollower(path, { ...options, marks: options.marks.filter((mark) => mark.path === path) });
}
