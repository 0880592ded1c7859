/** Shows the shop's articles as a page, each under the anchor that its address names. */
const articles = await (await fetch('articles.json')).json()
const list = document.getElementById('articles')
for (const { title, body, url } of articles) {
  const article = document.createElement('article')
  article.id = new URL(url).hash.slice(1)
  const heading = document.createElement('h2')
  heading.textContent = title
  article.append(heading)
  for (const paragraph of body.split('\n\n')) {
    const element = document.createElement('p')
    element.textContent = paragraph
    article.append(element)
  }
  list.append(article)
}
document.getElementById(location.hash.slice(1))?.scrollIntoView()
