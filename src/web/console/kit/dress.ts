type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The kit's components pass no id and no aria attribute on to the element that needs them: they are set on it after each render. */
export function dress(element: Element | null | undefined, attributes: Attributes): void {
  if (!element) return;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === '') element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}

/** The kit puts the focus on the label, which says nothing to a reader: it belongs on the box or dot inside. */
export function dressTick(label: HTMLLabelElement | null): void {
  const input = label?.querySelector('input');
  if (!label || !input) return;
  label.removeAttribute('tabindex');
  input.tabIndex = 0;
}
