/** The page. Its words come from `release.json`, its looks from `theme.css`: that is all two versions differ in. */
const shapes = {
  stool: '<path d="M18 30h44v7H18zM24 37l-5 33M56 37l5 33M23 55h34"/>',
  mug: '<path d="M20 24h32v34a8 8 0 0 1-8 8H28a8 8 0 0 1-8-8zM52 32h6a8 8 0 0 1 0 18h-6"/>',
  throw: '<path d="M16 22h48v32H16zM16 32h48M16 42h48M20 54v10M30 54v10M40 54v10M50 54v10M60 54v10"/>',
  lamp: '<path d="M28 16h24l10 26H18zM40 42v24M28 68h24"/>',
  vase: '<path d="M32 16h16M34 16c0 12-12 16-12 30 0 12 8 22 18 22s18-10 18-22c0-14-12-18-12-30"/>',
  planter:
    '<path d="M22 44h36l-5 24H27zM40 44V22M40 32c-8 0-12-6-12-12 8 0 12 6 12 12zM40 36c8 0 12-6 12-12-8 0-12 6-12 12z"/>',
  bowl: '<path d="M14 34h52c0 18-12 28-26 28S14 52 14 34zM30 66h20"/>',
  clock: '<circle cx="40" cy="42" r="25"/><path d="M40 26v16l11 8"/>',
}

export function page({ release, theme, host, catalogue }) {
  const { version, title, headline, tagline } = release
  return `<!doctype html>
<html lang="en" data-version="${version}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} ${version}</title>
<style>${theme}</style>
</head>
<body>
<header>
  <strong>${title}</strong>
  <p class="where"><span>version <b>${version}</b></span> <span>host <b>${escape(host)}</b></span></p>
</header>
<main>
  <section class="hero"><h1>${headline}</h1><p>${tagline}</p></section>
  <ul class="goods">${(catalogue.products ?? []).map((product) => card(product, release, catalogue.ratings)).join('')}</ul>
</main>
<footer>Served by storefront ${version} on ${escape(host)}</footer>
</body>
</html>
`
}

function card({ name, price, shape, hue }, { showsRatings }, ratings = {}) {
  const rating = showsRatings && ratings[name] ? `<span class="rating">★ ${ratings[name].toFixed(1)}</span>` : ''
  return `<li style="--hue:${hue}">
    <svg viewBox="0 0 80 84" aria-hidden="true">${shapes[shape] ?? ''}</svg>
    <span class="name">${escape(name)}</span>${rating}<span class="price">€ ${price}</span></li>`
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
