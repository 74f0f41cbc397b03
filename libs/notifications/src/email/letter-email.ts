import { button, escape, htmlPage, textPage, type Email } from './page.js';

/** What somebody is sent so that they can sign in. `url` carries a secret: it stands in this email and nowhere else. */
export type SignInLetter =
  | { kind: 'RESET' | 'MAGIC_LINK'; url: string; minutes: number }
  | { kind: 'PASSWORD_INSTEAD'; url: string }
  | { kind: 'INVITATION'; url: string; days: number; invitedBy: string; workspaceName: string };

export interface LetterMessage {
  /** Of the letter: the same at every attempt. */
  id: string;
  to: string;
  letter: SignInLetter;
  signal?: AbortSignal;
}

interface Words {
  subject: string;
  lines: readonly string[];
  button: string;
}

const NOT_YOU = 'If it was not you who asked, nothing has changed and you can forget this email.';

/** Writes the email. Whoever gets it cannot stop these emails: each was asked for. */
export function letterEmail(letter: SignInLetter): Email {
  const { subject, lines, button: label } = wordsOf(letter);
  const footer = { unsubscribeUrl: null };
  const body = [
    ...lines.map((line) => `<p style="margin:0 0 16px">${escape(line)}</p>`),
    button(letter.url, label),
  ].join('\n');
  return {
    subject: oneLine(subject),
    text: textPage([...lines.map(oneLine), letter.url], footer),
    html: htmlPage(oneLine(subject), body, footer),
  };
}

function wordsOf(letter: SignInLetter): Words {
  switch (letter.kind) {
    case 'RESET':
      return {
        subject: 'Set a new password for Bicorne',
        lines: [`This link lets you set a new password. It works once, within ${letter.minutes} minutes.`, NOT_YOU],
        button: 'Set a new password',
      };
    case 'MAGIC_LINK':
      return {
        subject: 'Your link to sign in to Bicorne',
        lines: [`This link signs you in. It works once, within ${letter.minutes} minutes.`, NOT_YOU],
        button: 'Sign in',
      };
    case 'PASSWORD_INSTEAD':
      return {
        subject: 'Sign in to Bicorne with your password',
        lines: [
          'Somebody asked for a link by which you sign in. You sign in with your password; where you have forgotten it, set a new one.',
          NOT_YOU,
        ],
        button: 'Sign in',
      };
    case 'INVITATION':
      return {
        subject: `${letter.invitedBy} invites you to ${letter.workspaceName} on Bicorne`,
        lines: [
          `${letter.invitedBy} has added you to ${letter.workspaceName} on Bicorne. This link lets you in. It works once, within ${letter.days} ${letter.days === 1 ? 'day' : 'days'}.`,
          'If you do not know them, forget this email.',
        ],
        button: 'Accept the invitation',
      };
    default:
      return letter satisfies never;
  }
}

/** Names that somebody chose make no header and no line of their own. */
function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 400);
}
