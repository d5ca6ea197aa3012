import { awsText } from './aws-text.ts';
import { gitlab } from './ci.ts';
import { compose, cri, dockerService, foreman, pm2 } from './container.ts';
import { gutter } from './gutter.ts';
import { cloudFoundry, goTest, hosted } from './hosted.ts';
import { kubectlNotice, kubectlPrefix, stern, timestamp } from './kubectl.ts';
import { moreutils } from './moreutils.ts';
import { peelJsonLine } from './json-entry.ts';
import type { Envelope } from './peel.ts';
import { monotonic, syslog3164, syslog5424 } from './syslog.ts';
import { tai64 } from './tai64.ts';

/** More particular ones first: a CRI line would pass for a time-stamp with something behind it. */
export const ENVELOPES: readonly Envelope[] = [
  peelJsonLine, kubectlPrefix, cri, gitlab, syslog5424, hosted, syslog3164, timestamp, stern, dockerService, compose, foreman, goTest, kubectlNotice, cloudFoundry,
  tai64, awsText, monotonic, pm2, moreutils, gutter,
]; // prettier-ignore
