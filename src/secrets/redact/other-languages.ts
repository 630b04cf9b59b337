import { isNoSecret, looksRandom, valueAt } from './values.ts';
import type { Span, View } from './view.ts';

/** Names of secrets in other languages: of servers' messages, of localized programs, and of what people write. */
const NAME =
  /(?:密码|密碼|口令|密钥|密鑰|金鑰|秘钥|令牌|访问凭证|パスワード|暗証番号|キー|トークン|비밀번호|암호|토큰|키|пароль|пароля|ключ|токен|kennwort|passwort|schlüssel|mot de passe|clé(?: d['’]|\s)?(?:api)?|jeton|contraseña|clave(?: de)?(?: api)?|senha|chave(?: de)?(?: api)?|hasło|klucz|şifre|parola|anahtarı?|wachtwoord|sleutel|lösenord|nyckel|adgangskode|salasana|avain|mật khẩu|khóa|รหัสผ่าน|كلمة المرور|سيسما|סיסמה|סיסמא|κωδικός)(?:[ \t]{0,2}api)?["'”»」]?[ \t]{0,3}(?:[:：=＝]|为|為|是|は|lautet|ist|est|es|é)[ \t]{0,3}/gi;

/** Without these, no name is in another language. */
const OTHER_LETTERS =
  /[^\x00-\x7f]|wort|mot de passe|schl|jeton|clave|senha|chave|klucz|parola|wacht|sleutel|nyckel|adgang|salasana|avain|anahtar/i;

export function otherNamesIn({ text }: View): Span[] {
  if (!OTHER_LETTERS.test(text)) return [];
  return [...text.matchAll(NAME)].flatMap((found) => {
    const value = valueAt(text, found.index + found[0].length);
    const shown = value ? text.slice(value.start, value.end) : '';
    return value && !isNoSecret(shown) && isLikely(shown) ? [{ start: value.start, end: value.end }] : [];
  });
}

/** A word of such a language is none, and neither is a number. */
function isLikely(shown: string): boolean {
  return /^[\x21-\x7e]+$/.test(shown) && /\d/.test(shown) && /[A-Za-z]/.test(shown) && looksRandom(shown);
}
