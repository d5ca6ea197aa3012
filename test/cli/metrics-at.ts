/** The metrics of a run, from what it has said on stderr so far; '' while it does not listen yet. */
export async function metricsAt(said: string): Promise<string> {
  const url = /http:\S+/.exec(said)?.[0];
  return url === undefined ? '' : await fetch(url).then((answer) => answer.text(), () => ''); // prettier-ignore
}
