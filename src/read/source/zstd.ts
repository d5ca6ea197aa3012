/** A step that neither takes nor gives anything hides an error of the decoder; so many in a row are no accident. */
const STUCK = 64;
/** Compressed bytes handed over at a time. What is left of them is decoded even where the reader stops: 512 MiB of text at worst. */
const PIECE = 1 << 14;
/** Text that is handed on at a time, at least, where more is to come. */
const BLOCK = 1 << 20;

/**
 * Takes zstd off compressed bytes: frames in a row, skippable ones among them, windows of up to 128 MiB. Where the input is cut or broken,
 * what could be decoded is yielded first, then `onBroken` is told; nothing is thrown. Memory is bounded by the window.
 *
 * The decoder is zstd itself as WebAssembly, on every version of Node: node:zlib has none before 22.15, and since then it drops what follows
 * the first frame (nodejs/node, issue 64741), while parallel compressors and appended logs consist of many.
 */
export async function* unzstd(input: AsyncIterable<Buffer>, onBroken: (error: Error) => void): AsyncGenerator<Buffer> {
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const waiting: Uint8Array[] = [];
  let idle = 0;
  const taken = function* (): Generator<Uint8Array> {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      idle = 0;
      yield piece;
    }
  };
  const steps = decoder.decodeStreaming(taken());
  const step = (): { ended: boolean; text: Uint8Array } => {
    const { value, done } = steps.next() as IteratorResult<Uint8Array, undefined>;
    idle = value === undefined || value.length > 0 ? 0 : idle + 1;
    if (idle > STUCK) throw new Error('a frame is damaged, or only zstd -dc --long=31 reads it');
    return { ended: done === true, text: value ?? NOTHING };
  };
  const texts = new Texts();
  let ended = false;
  try {
    for await (const chunk of input) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        waiting.push(chunk.subarray(at, at + PIECE));
        // A step takes one piece at most, so one that waits is enough; the decoder takes none that waits for the end of the input.
        while (waiting.length > 0) {
          texts.add(step().text);
          if (texts.length >= BLOCK) yield texts.take();
        }
      }
      if (texts.length > 0) yield texts.take();
    }
    while (!ended) {
      const last = step();
      ended = last.ended;
      texts.add(last.text);
      if (texts.length >= BLOCK) yield texts.take();
    }
    if (texts.length > 0) yield texts.take();
  } catch (error) {
    ended = true;
    if (texts.length > 0) yield texts.take();
    const { message } = error as Error;
    onBroken(message.startsWith('Incomplete') ? new Error('unexpected end of file') : (error as Error));
  } finally {
    waiting.length = 0;
    // The decoder gives its memory back only at its end.
    if (!ended) finish(step);
  }
}

const NOTHING = new Uint8Array(0);

/** Texts that are handed on as one: the decoder gives 128 KiB at a time, and each block that is looked at costs as much again. */
class Texts {
  length = 0;
  private texts: Uint8Array[] = [];

  add(text: Uint8Array): void {
    if (text.length > 0) this.texts.push(text);
    this.length += text.length;
  }

  take(): Buffer {
    const [texts, only] = [this.texts, this.texts[0] as Uint8Array];
    this.texts = [];
    this.length = 0;
    return texts.length > 1 ? Buffer.concat(texts) : Buffer.from(only.buffer, only.byteOffset, only.length);
  }
}

function finish(step: () => { ended: boolean }): void {
  try {
    while (!step().ended);
  } catch {
    // Cut off in the middle of a frame, as was to be expected.
  }
}
