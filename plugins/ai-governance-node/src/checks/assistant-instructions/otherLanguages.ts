/** Wordings of one language beside the English ones of the rules. */
export interface Wordings {
  language: string;
  /** Tells the assistant to set aside what it was told before. */
  override: RegExp;
  /** Tells the assistant to keep something from the people it works for. */
  concealment: RegExp;
  /** Around a match, makes it a prohibition or a warning. */
  unless: RegExp;
}

/** In the order of their language codes; adding a language is adding an entry. */
export const OTHER_LANGUAGES: readonly Wordings[] = [
  {
    language: 'de',
    override:
      /(?<!\p{L})(?:ignorier\p{L}*|missacht\p{L}*|vergiss|vergesst|vergessen sie|verwirf|übergeh\p{L}*)(?!\p{L})(?:(?!niemals|nie|nicht|keine)[^.\n]){0,40}(?:bisherige|vorherige|vorige|vorangegangene|obige|frühere)\p{L}{0,2} (?:\p{L}+ )?(?:anweisung|regel|vorgabe|instruktion|richtlinie|befehl|prompt)/giu,
    concealment:
      /(?<!\p{L})(?:sag|sage|sagen sie|erzähl|erzähle|verrate|verrat|teile|melde)(?!\p{L})[^.\n]{0,30}(?:benutzer|nutzer|anwender|entwickler|mensch)\p{L}{0,3} (?:es |das |dies |davon |darüber )?(?:nichts|nicht)(?!\p{L})/giu,
    unless:
      /(?<!\p{L})(?:nie|niemals|nicht|kein\p{L}*|verboten|unzulässig|prompt.?injection|angriff\p{L}*|angreifer\p{L}*|verdächtig\p{L}*|bösartig\p{L}*|behauptet|verlangt|fordert|sagt)(?!\p{L})/iu,
  },
  {
    language: 'es',
    override:
      /(?<!\p{L})(?:ignora|ignore|ignorar|olvida|olvide|olvidar|descarta|descarte|omite|omita)(?!\p{L})(?:(?!nunca|jamás)[^.\n]){0,40}(?:instrucciones|reglas|indicaciones|órdenes|directrices|mensajes) (?:anteriores|previas|precedentes|de arriba)/giu,
    concealment:
      /(?<!\p{L})no (?:le |se lo |les )?(?:digas|diga|informes|informe|avises|avise|menciones|mencione|cuentes|reveles|revele)(?!\p{L})[^.\n]{0,30}(?:al|a la|a los|a las) (?:usuari|desarrollador|person|human)/giu,
    unless:
      /(?<!\p{L})(?:no|nunca|jamás|prohibid\p{L}*|inyecci\p{L}*|ataque\p{L}*|atacante\p{L}*|sospechos\p{L}*|malicios\p{L}*|dice|pide)(?!\p{L})/iu,
  },
  {
    language: 'fr',
    override:
      /(?<!\p{L}|n[’'])(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|ne tiens? pas compte|ne tenez pas compte)(?!\p{L})(?:(?!jamais|pas (?:les|des|ces|toutes))[^.\n]){0,40}(?:instructions|règles|consignes|directives|messages) (?:précédentes|précédents|antérieures|antérieurs|ci-dessus|données avant)/giu,
    concealment:
      /(?<!\p{L})(?:ne (?:le |la |les )?(?:dis|dites|parle|parlez|mentionne|mentionnez|révèle|révélez|signale|signalez)|n[’'](?:informe|informez|avertis|avertissez|en parle|en parlez))(?!\p{L})[^.\n]{0,30}(?:à l[’']|au |aux |l[’'])(?:utilisat|développeu|humain|personne)/giu,
    unless:
      /(?<!\p{L})(?:ne|jamais|interdit\p{L}*|injection\p{L}*|attaque\p{L}*|attaquant\p{L}*|suspect\p{L}*|malveillant\p{L}*|dit|demande)(?!\p{L})/iu,
  },
  {
    language: 'it',
    override:
      /(?<!\p{L})(?:ignora|ignorate|ignori|ignorare|dimentica|dimenticate|dimentichi)(?!\p{L})(?:(?!mai)[^.\n]){0,40}(?:(?:istruzioni|regole|indicazioni|direttive) (?:precedenti|anteriori|sopra)|precedenti (?:istruzioni|regole|indicazioni|direttive))/giu,
    concealment:
      /(?<!\p{L})non (?:dire|dirlo|dica|informare|avvisare|menzionare|rivelare|rivelarlo)(?!\p{L})[^.\n]{0,30}(?:all[’']|al |agli |ai |alla |l[’'])(?:utent|sviluppator|person|uman)/giu,
    unless:
      /(?<!\p{L})(?:non|mai|vietat\p{L}*|injection|attacc\p{L}*|sospett\p{L}*|malevol\p{L}*|dice|chiede)(?!\p{L})/iu,
  },
  {
    language: 'ja',
    override:
      /(?:これまで|以前|前|上記|先ほど)(?:まで)?の(?:すべての|全ての)?(?:指示|命令|ルール|プロンプト|指令)(?:を|は)?(?:すべて|全て)?(?:無視|忘れ)/gu,
    concealment:
      /(?:ユーザー?|利用者|開発者|人間)(?:に|には)(?:この(?:こと|件)を|これを|何も)?(?:言わない|伝えない|知らせない|教えない|報告しない|話さない)/gu,
    unless: /(?:禁止|攻撃|インジェクション|疑わしい|悪意|しないで|してはいけ)/u,
  },
  {
    language: 'ko',
    override:
      /(?:이전|위|앞)(?:의)? ?(?:모든 )?(?:지시|명령|규칙|프롬프트|지침)(?:사항|들)?(?:을|를|은|는)? ?(?:모두 )?(?:무시|잊)/gu,
    concealment:
      /(?:사용자|개발자|사람)(?:에게|한테)(?:는)? ?(?:이것을 |이 사실을 |아무것도 )?(?:말하지|알리지|보고하지)/gu,
    unless: /(?:금지|공격|인젝션|의심|악의|하지 마)/u,
  },
  {
    language: 'pt',
    override:
      /(?<!\p{L})(?:ignore|ignora|ignorar|esqueça|esquece|esquecer|desconsidere|descarte)(?!\p{L})(?:(?!nunca|jamais)[^.\n]){0,40}(?:instruções|regras|orientações|diretrizes|mensagens) (?:anteriores|prévias|acima)/giu,
    concealment:
      /(?<!\p{L})não (?:diga|conte|informe|avise|mencione|revele|fale)(?!\p{L})[^.\n]{0,30}(?:ao|à|aos|às|o|a) (?:usuári|utilizador|desenvolvedor|pesso|human)/giu,
    unless:
      /(?<!\p{L})(?:não|nunca|jamais|proibid\p{L}*|inje\p{L}*|ataque\p{L}*|suspeit\p{L}*|malicios\p{L}*|diz|pede)(?!\p{L})/iu,
  },
  {
    language: 'ru',
    override:
      /(?<!\p{L})(?:игнорируй|игнорируйте|проигнорируй|проигнорируйте|забудь|забудьте|отбрось|отбросьте)(?!\p{L})(?:(?!никогда)[^.\n]){0,40}(?:предыдущ|прежн|прошл|вышеуказанн|предшествующ)\p{L}* (?:\p{L}+ )?(?:инструкц|указани|правил|команд|распоряжени)/giu,
    concealment:
      /(?<!\p{L})не (?:говори|говорите|сообщай|сообщайте|рассказывай|рассказывайте|упоминай|упоминайте|раскрывай|раскрывайте)(?!\p{L})[^.\n]{0,30}(?:пользовател|разработчик|человек|людям)/giu,
    unless:
      /(?<!\p{L})(?:не|никогда|запрещ\p{L}*|инъекц\p{L}*|атак\p{L}*|подозрительн\p{L}*|вредоносн\p{L}*|говорит|просит)(?!\p{L})/iu,
  },
  {
    language: 'zh',
    override:
      /(?:忽略|忽視|忽视|无视|無視|忘记|忘記|忘掉|抛弃|不要理会|不要理會)(?:掉|你)?[^。\n]{0,8}(?:之前|以前|先前|以上|上述|上面|前面|此前)[^。\n]{0,8}(?:指令|指示|规则|規則|提示|命令|要求|说明|說明)/gu,
    concealment:
      /(?:不要|别|別|不得|切勿|请勿|請勿)(?:把[^。\n]{0,10})?(?:告诉|告訴|通知|告知|透露给|透露給)(?:用户|用戶|使用者|开发者|開發者|任何人|人类|人類)/gu,
    unless:
      /(?:不要|别|別|切勿|绝不|絕不|永远不|禁止|注入|攻击|攻擊|可疑|恶意|惡意)/u,
  },
];

/** Longest stretch of text around a match that may turn it around. */
const WINDOW = 160;

/** Whether a sentence prohibits what a match in it says, or only warns of it. */
export function isTurnedAround(
  text: string,
  start: number,
  end: number,
  { unless }: Wordings,
): boolean {
  const before = text.slice(Math.max(0, start - WINDOW), start);
  const after = text.slice(end, end + WINDOW);
  const cut = Math.max(
    ...['. ', '! ', '? ', '。', '！', '？'].map(stop => {
      const at = before.lastIndexOf(stop);
      return at < 0 ? 0 : at + stop.length;
    }),
  );
  const stop = /[.!?](?:\s|$)|[。！？]/u.exec(after);
  return (
    unless.test(before.slice(cut)) ||
    unless.test(stop ? after.slice(0, stop.index) : after)
  );
}
