/**
 * The one element that the page must have.
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function one(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * All elements of a kind below a root.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const all = (root, selector) =>
  [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/**
 * A copy of a piece that the server drew, so that all words stay in its locale files.
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function clonePiece(selector) {
  const piece = one(document, selector, HTMLTemplateElement).content.cloneNode(true);
  return one(/** @type {DocumentFragment} */ (piece), '*', HTMLElement);
}

/**
 * An element of markup that the server has escaped.
 * @param {string} html
 * @returns {HTMLElement}
 */
export function parse(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return one(holder.content, '*', HTMLElement);
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} traits
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const make = (tag, traits) => Object.assign(document.createElement(tag), traits);
