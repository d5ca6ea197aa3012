const JWT = /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{5,4096}\.[A-Za-z0-9_-]{2,4096}(?:\.[A-Za-z0-9_-]{0,4096})?/g;

/** Tokens that tell what they are by how they begin, by who gives them out. */
const KINDS = [
  // Amazon, Google, Azure and other clouds.
  String.raw`(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,32}`,
  String.raw`AIza[\w-]{30,64}`,
  String.raw`ya29\.[\w-]{20,512}`,
  String.raw`GOCSPX-[\w-]{20,64}`,
  String.raw`do[oprt]_v1_[a-f0-9]{32,128}`,
  String.raw`dapi[a-f0-9]{32}`,
  // Forges and registries.
  String.raw`gh[opsur]_[A-Za-z0-9]{16,255}`,
  String.raw`github_pat_\w{16,255}`,
  String.raw`gl(?:pat|rt|dt|cbt|ptt)-[\w-]{16,255}`,
  String.raw`npm_[A-Za-z0-9]{30,64}`,
  String.raw`pypi-[\w-]{32,255}`,
  // Payment, mail, chat and shops.
  String.raw`[prs]k[-_](?:live|test|proj|ant)[-_][\w-]{8,255}`,
  String.raw`sk-[A-Za-z0-9]{20,255}`,
  String.raw`whsec_\w{16,255}`,
  String.raw`SG\.[\w-]{16,64}\.[\w-]{16,64}`,
  String.raw`xox[abeoprs]-[\w-]{8,255}`,
  String.raw`xapp-[\w-]{16,255}`,
  String.raw`shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,64}`,
  String.raw`\d{8,10}:AA[\w-]{30,40}`,
  // Vaults and models.
  String.raw`hv[bs]\.[\w-]{20,512}`,
  String.raw`hf_[A-Za-z0-9]{20,64}`,
  String.raw`AGE-SECRET-KEY-1[A-Z0-9]{20,80}`,
];
const PREFIXED = new RegExp(`(?<![A-Za-z0-9])(?:${KINDS.join('|')})`, 'g');

/** Masks tokens and keys that are known by their own look, whatever stands around them. Idempotent. */
export const maskTokens = (text: string, mask: string): string => text.replace(JWT, mask).replace(PREFIXED, mask);
