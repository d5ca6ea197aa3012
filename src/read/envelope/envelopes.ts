import { awsText } from './aws-text.ts';
import { compose, cri, pm2 } from './container.ts';
import { gutter } from './gutter.ts';
import { cloudFoundry, goTest, hosted } from './hosted.ts';
import { kubectlNotice, kubectlPrefix, stern, timestamp } from './kubectl.ts';
import { peelJsonLine } from './json-entry.ts';
import type { Envelope } from './peel.ts';
import { monotonic, syslog3164, syslog5424 } from './syslog.ts';
import { tai64 } from './tai64.ts';

/** More particular ones first: a CRI line would pass for a time-stamp with something behind it. */
export const ENVELOPES: readonly Envelope[] = [
  peelJsonLine, kubectlPrefix, cri, syslog5424, hosted, syslog3164, timestamp, stern, compose, goTest, kubectlNotice, cloudFoundry,
  tai64, awsText, monotonic, pm2, gutter,
]; // prettier-ignore
