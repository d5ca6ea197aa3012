import { awsText } from './prefixes/aws-text.ts';
import { gitlab } from './prefixes/ci.ts';
import { compose, cri, dockerService, foreman, pm2 } from './prefixes/container.ts';
import { gutter } from './prefixes/gutter.ts';
import { cloudFoundry, goTest, hosted } from './prefixes/hosted.ts';
import { kubectlNotice, kubectlPrefix, stern, timestamp } from './prefixes/kubectl.ts';
import { moreutils } from './prefixes/moreutils.ts';
import { peelJsonLine } from './entries/json-entry.ts';
import type { Envelope } from './peel.ts';
import { monotonic, syslog3164, syslog5424 } from './prefixes/syslog.ts';
import { tai64 } from './prefixes/tai64.ts';

/** More particular ones first: a CRI line would pass for a time-stamp with something behind it. */
export const ENVELOPES: readonly Envelope[] = [
  peelJsonLine, kubectlPrefix, cri, gitlab, syslog5424, hosted, syslog3164, timestamp, stern, dockerService, compose, foreman, goTest, kubectlNotice, cloudFoundry,
  tai64, awsText, monotonic, pm2, moreutils, gutter,
]; // prettier-ignore
