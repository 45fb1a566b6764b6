/**
 * The lines of a stream of UTF-8. Only a line feed ends one: JSON may hold U+2028 as it is, where readline would cut.
 * Bytes that are no UTF-8 become U+FFFD; a byte order mark at the start is left out.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of stream) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    begun.push(first);
    for (const next of others) {
      yield begun.join('');
      begun = [next];
    }
  }
  yield begun.join('') + decoder.decode();
}
