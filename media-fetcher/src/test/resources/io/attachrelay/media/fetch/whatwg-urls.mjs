// Writes whatwg-urls.jsonl, the golden file of WhatwgUrlTest: what the WHATWG's URL standard makes of
// texts that look like URLs. Node's URL class follows that standard. Run it only to change the texts:
//   node whatwg-urls.mjs > whatwg-urls.jsonl
const COUNT = 2000;
const REDIRECTS = 500;

// mulberry32: the same texts on each run.
let state = 20260301;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const PLAIN_HOSTS = ['api.example', 'API.Example', 'a-b.example', 'x_y.example', 'media', '1a.example',
  'a1', '8.8.8.8', '127.0.0.1', '255.255.255.255', '[::1]', '[2001:db8::1]', '[2001:DB8::A]', '[fe80::1]',
  '[1:2:3:4:5:6:7:8]', 'ab--cd.example', '0x.example', '1.2.3.4.example'];
const ODD_HOSTS = ['', '.', '..', 'a..b', '.a', 'a.', 'api.example.', '127.1', '127.0.1', '0', '1', '2130706433',
  '4294967295', '4294967296', '0177.0.0.1', '0x7f.1', '0X7F.0.0.1', '0x7f000001', '00.00.00.00', '127.0.0.01',
  '127.0.0.1.', '127.0.0.256', '1.2.3.4.5', '1.2.3.0x', 'a.0x', 'a.1', 'a.0x1.', 'a.09', '0x', '08.8.8.8',
  '١٢٧.0.0.1', '１２７.0.0.1', '①.1', 'api。example', 'api．example', 'ａｐｉ.example', 'äpi.example', 'faß.example',
  'K.example', 'ſ.example', 'api.exam\u00adple', 'api.exam\u200dple', '\u200b', 'xn--', 'xn--a', 'xn--a.example',
  'xn--bcher-kva.example', 'XN--BCHER-KVA.example', 'xn--zca.example', 'xn--pokxncvks', 'xn--ls8h', 'a.xn--0.b',
  '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[0:0:0:0:0:0:0:1]', '[0001::1]', '[1::2::3]',
  '[64:ff9b::1.2.3.4]', '[1:0:0:2:0:0:0:3]', '[1:0:2:3:4:5:6:7]', '[::1', '::1', '[::1]x', '[fe80::1%25eth0]',
  '[fe80::1%eth0]', '[v1.a]', '[1.2.3.4]', '[::1.2.3]', '[12345::]', '%61pi.example', 'api%2eexample',
  '127.0.0.1%00', 'api.example%2F', 'a b', 'a\tb', 'a\nb', 'a<b', 'a|b', 'a^b', 'a%b', 'a,b', 'a;b', "a'b", 'a`b',
  'a{b', 'a*b', 'a!b', 'a&b', 'a=b', 'a+b', 'a$b', 'a~b', 'a(b)', 'a"b', 'a\u0000b', 'a\u007fb', 'a\u2028b',
  '\ud800', 'a'.repeat(64) + '.example'];
const SPICE = [...'@:/\\?#%[]. \t\n\r\u0000-_0x1', '%2e', '%40', '。', '\u00ad', '\u200d', 'ß', '１', '//', '..'];

const PLAIN = { before: [''], scheme: ['https', 'http', 'HTTPS', 'HttP'], slashes: ['://'], user: [''],
  port: ['', '', ':443', ':80', ':8443', ':1', ':65535', ':00443', ':0080'],
  path: ['', '/', '/m', '?q', '#f', '/a b?x=[1]|2#p', '/größe', '/@evil.example', '//evil.example/', '?@evil.example',
    '#@evil.example', '/:8080/', '/%zz'] };
const ODD = { before: [' ', '\t', '\n', '\u0000', '\ufeff', '//', 'x:', '/'],
  scheme: ['', 'ftp', 'ws', 'wss', 'file', 'ht\ttps', 'https ', 'httpſ', '1http', 'javascript', 'httpss', 'blob:https'],
  slashes: ['', ':', ':/', ':///', ':\\\\', ':/\\', '//', ':\t//', ':////', '%3A//', ': //'],
  user: ['@', 'u@', 'u:p@', ':@', 'a.example@', 'a.example:443@', '%40@', '@@', 'a.example\\@', 'a.example#@', '[::1]@'],
  port: [':', ':0', ':65536', ':99999', ':443:443', ':+443', ':-1', ':4 43', ':44\t3', ':４４３', ':٤٤٣', ':https',
    ':443@evil.example', ':1e3', ':0x1bb', ':443\\', ':000000443'],
  path: ['\\', '\\m', '\\@evil.example', '\\\\evil.example', '/\\', '/\t', '/\n', '/\u0000', ' ', '/ ', '@evil.example/',
    '%2f', ';', '&'] };

function spiced(text) {
  const at = below(text.length + 1);
  return text.slice(0, at) + pick(SPICE) + text.slice(at + (random() < 0.5 ? 1 : 0));
}

// Mostly plain in all parts but one or two, so that what is odd stands alone.
function part(name, oddness) {
  return random() < oddness ? pick(ODD[name]) : pick(PLAIN[name]);
}

function url(oddness) {
  const host = random() < oddness * 3 ? pick(ODD_HOSTS) : pick(PLAIN_HOSTS);
  const text = part('before', oddness / 2) + part('scheme', oddness / 2) + part('slashes', oddness) +
    part('user', oddness) + host + part('port', oddness) + part('path', oddness);
  return random() < oddness ? spiced(text) : text;
}

function reference() {
  const kind = random();
  if (kind < 0.3) return url(0.2);
  if (kind < 0.6) return pick(['//', '/', '\\\\', '/\\', '\\/', '///', '\t//', ' //', '/\t/', './/', '']) +
    pick([...PLAIN_HOSTS, ...ODD_HOSTS]) + part('port', 0.2) + part('path', 0.3);
  return spiced(pick(['/m', 'm', '../m', './m', '?q', '#f', '', '/a b', '/a:b', 'a:b', '/%2e%2e/m', ';x', '/m?u=//x']));
}

// Scheme, host and port; null where the standard finds no URL, or one of another scheme.
function origin(text, base) {
  try {
    const found = new URL(text, base);
    if (!/^https?:$/.test(found.protocol)) return null;
    const port = found.port || (found.protocol === 'https:' ? '443' : '80');
    return found.protocol + '//' + found.hostname + ':' + port;
  } catch {
    return null;
  }
}

const lines = new Map();
function add(text, base) {
  const fields = base === undefined ? [text, origin(text)] : [text, origin(text, base), base];
  const ascii = JSON.stringify(fields).replace(/[\u007f-\uffff]/g,
    (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  lines.set(text + '\n' + base, ascii);
}

for (const scheme of ['https', 'http']) {
  for (const host of [...PLAIN_HOSTS, ...ODD_HOSTS]) add(scheme + '://' + host + '/m');
}
for (const name of Object.keys(ODD)) {
  for (const odd of ODD[name]) {
    const get = (n) => (n === name ? odd : PLAIN[n][0]);
    add(get('before') + get('scheme') + get('slashes') + get('user') + 'api.example' + get('port') + get('path'));
  }
}
while (lines.size < COUNT) add(url(random() < 0.3 ? 0 : 0.12));
while (lines.size < COUNT + REDIRECTS) add(reference(), 'https://api.example:8443/folder/m?q');

console.log(`# What Node ${process.versions.node} (ada ${process.versions.ada}), whose URL class follows the WHATWG's URL`);
console.log('# standard, makes of each text: [text, origin or null, for a redirect what it is relative to].');
console.log('# Written by whatwg-urls.mjs; not to be edited.');
for (const line of lines.values()) console.log(line);
