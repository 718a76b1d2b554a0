/** Find a place by its name, as the gazetteer or a report writes it. A combobox in the sense of ARIA. */

import { useId, useState } from "preact/hooks";
import type { Atlas } from "../atlas";
import { go } from "../address";
import { Mark } from "../mark";
import { atlas, looks } from "../store";

const MOST_FOUND = 8;

export function Search({ onChosen }: { onChosen: (place: number) => void }) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const all = atlas.value;
  const found = all !== null && words.trim() !== "" ? findPlaces(all, words) : [];
  const shown = isOpen && words.trim() !== "";

  const choose = (place: number | undefined) => {
    if (all === null || place === undefined) return;
    setWords("");
    setIsOpen(false);
    go({ place: all.ids[place]! });
    onChosen(place);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive((active + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % Math.max(1, found.length));
    else if (event.key === "Enter") choose(found[active]);
    else if (event.key === "Escape") setIsOpen(false);
    else return;
    event.preventDefault();
  };

  return (
    <div class="search">
      <input
        type="text"
        placeholder="Find a place"
        aria-label="Find a place"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(shown && found[active] !== undefined ? { "aria-activedescendant": `${id}-${active}` } : {})}
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={press}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Places found" hidden={!shown}>
        {all !== null &&
          found.map((place, i) => (
            <li
              key={place}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(place);
              }}
            >
              <Mark look={looks.value?.look[place] ?? 0} side={looks.value?.side[place] ?? null} />
              <span>{all.columns.places.name[place]}</span>
              <small>{parentsOf(all, place)}</small>
            </li>
          ))}
        {found.length === 0 && <li class="none">No place of that name in this ledger</li>}
      </ul>
    </div>
  );
}

export function parentsOf(atlas: Atlas, place: number): string {
  const { name, admin1, admin2, country } = atlas.columns.places;
  const code = country[place] ?? null;
  const above = [admin2[place], admin1[place], code && (atlas.columns.countries[code] ?? code)].filter((one) => one && one !== name[place]);
  return [...new Set(above)].join(", ");
}

/** Places whose name, as known or as written, holds the words; names that begin with them first. */
function findPlaces(atlas: Atlas, words: string): number[] {
  const asked = plain(words);
  const { name, written, claims } = atlas.columns.places;
  const ranked: [number, number][] = [];
  for (let i = 0; i < atlas.size; i++) {
    const own = plain(name[i]!);
    const rank = own.startsWith(asked) ? 0 : own.includes(asked) ? 1 : plain(written[i] ?? "").includes(asked) ? 2 : 3;
    if (rank < 3) ranked.push([rank, i]);
  }
  ranked.sort((a, b) => a[0] - b[0] || claims[b[1]]! - claims[a[1]]!);
  return ranked.slice(0, MOST_FOUND).map(([, place]) => place);
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
