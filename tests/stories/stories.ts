/** The eight incidents that are told. */
import { confluence } from './confluence.ts';
import { docker } from './docker.ts';
import { iis } from './iis.ts';
import { jupyter } from './jupyter.ts';
import { npm } from './npm.ts';
import { react } from './react.ts';
import { ssh } from './ssh.ts';
import type { Story } from './story.ts';
import { webLogic } from './web-logic.ts';

export const stories: readonly Story[] = [iis, webLogic, ssh, docker, npm, confluence, react, jupyter];
