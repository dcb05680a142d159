import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { escapeForDisplay, escapeKeepingLines } from '#shared/base/escape.ts';

/** Asks a person. Texts are shown escaped: questions can hold a server's words. */
export interface Terminal {
  say(text: string): void;
  /** One line; null after Ctrl-C or Ctrl-D. Not echoed unless `echo`. */
  ask(prompt: string, echo: boolean): Promise<string | null>;
}

/** Talks on /dev/tty, so that stdin and stdout stay free for data. Opened for each question only. */
export const devTty: Terminal = {
  say(text) {
    withTty((fd) => writeSync(fd, `${escapeKeepingLines(text)}\n`));
  },
  async ask(prompt, echo) {
    const fd = openSync('/dev/tty', 'r+');
    const input = new ReadStream(fd);
    try {
      writeSync(fd, escapeForDisplay(prompt));
      input.setRawMode(true); // before anything can be typed into an echoing terminal
      return await readLine(input, echo ? (text) => writeSync(fd, text) : () => {});
    } finally {
      input.setRawMode(false);
      input.destroy();
      withTty((other) => writeSync(other, '\n'));
    }
  },
};

function withTty(work: (fd: number) => void): void {
  const fd = openSync('/dev/tty', 'w');
  try {
    work(fd);
  } finally {
    closeSync(fd);
  }
}

/** Line editing of a raw terminal: backspace, Ctrl-U, Ctrl-C and Ctrl-D. Leaves `input` open: closing it would skip the reset. */
function readLine(input: ReadStream, show: (text: string) => void): Promise<string | null> {
  return new Promise((resolve) => {
    let line = '';
    const take = (character: string): void => {
      if (character === '\r' || character === '\n') resolve(line);
      else if (character === '\x03' || (character === '\x04' && line === '')) resolve(null);
      else if (character === '\x7f' || character === '\b') {
        if (line !== '') show('\b \b');
        line = Array.from(line).slice(0, -1).join('');
      } else if (character === '\x15') {
        show('\b \b'.repeat(Array.from(line).length));
        line = '';
      } else if (character >= ' ') {
        line += character;
        show(character);
      }
    };
    input.setEncoding('utf8');
    input.on('data', (chunk: string) => {
      for (const character of chunk) take(character);
    });
    input.on('end', () => resolve(null));
    input.on('error', () => resolve(null));
  });
}
