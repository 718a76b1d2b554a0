/** A link to another state of the page: it can be opened in a new tab, and a click doesn't load the page again. */

import type { ComponentChildren } from "preact";
import { go, hrefTo, type Address } from "./address";

export function Link({ to, children, ...rest }: { to: Partial<Address>; children: ComponentChildren; class?: string; title?: string; "aria-current"?: "page" }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={hrefTo(to)} onClick={follow}>
      {children}
    </a>
  );
}
