/** The frame: what ledger, which view, by which rules; and the view. */

import { useEffect } from "preact/hooks";
import { address, go, type View } from "./address";
import { Link } from "./link";
import { MapView } from "./map/map-view";
import { switchTheme, theme } from "./palette";
import { Overview } from "./place/overview";
import { PlacePanel } from "./place/place-panel";
import { ReportView } from "./reader/report-view";
import { ReviewView } from "./review/review-view";
import { ledger, problem, rules } from "./store";
import { TableView } from "./tables/table-view";
import { TimeStrip } from "./time/time-strip";

const VIEW_NAMES: [View, string][] = [
  ["map", "Map"],
  ["review", "Review"],
  ["tables", "Tables"],
];

export function App() {
  useEffect(() => {
    document.documentElement.dataset.theme = theme.value;
  }, [theme.value]);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === "Escape" && !isTyping && address.peek().view === "map") go({ place: null });
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, []);
  const { view } = address.value;
  return (
    <>
      <Header />
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {ledger.value?.settled === false && (
        <p class="problem" role="status">
          The ledger was last settled before its newest reports, or by another version of whoholds. The map follows when the <code>read</code>{" "}
          that is under way ends, or after <code>whoholds settle {ledger.value.name}</code>.
        </p>
      )}
      <main class={view}>
        {view === "map" && <MapPage />}
        {view === "report" && <ReportView />}
        {view === "tables" && <TableView />}
        {view === "review" && <ReviewView />}
      </main>
    </>
  );
}

function MapPage() {
  const { place } = address.value;
  return (
    <>
      <h1 class="unseen">Map</h1>
      <MapView />
      {place === null ? <Overview /> : <PlacePanel placeId={place} />}
      <TimeStrip />
    </>
  );
}

function Header() {
  const { view, against } = address.value;
  const info = ledger.value;
  const sets = info?.rule_sets ?? [];
  return (
    <header class="head">
      <Link to={{ view: "map", place: null }} class="name">
        whoholds
      </Link>
      <span class="ledger" title={info?.name}>
        {info?.name.split(/[\\/]/).at(-1)}
      </span>
      <nav aria-label="Views">
        {VIEW_NAMES.map(([one, name]) => (
          <Link key={one} to={{ view: one }} {...(view === one ? { "aria-current": "page" as const } : {})}>
            {name}
          </Link>
        ))}
      </nav>
      <div class="rules">
        <label>
          <span>Rules</span>
          <select aria-label="Rules" value={rules.value} onChange={(event) => go({ rules: event.currentTarget.value === info?.rules ? null : event.currentTarget.value })}>
            {sets.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
        {view === "map" && sets.length > 1 && (
          <label>
            <span>against</span>
            <select aria-label="Rules to compare with" value={against ?? ""} onChange={(event) => go({ against: event.currentTarget.value || null })}>
              <option value="">none</option>
              {sets
                .filter((one) => one.name !== rules.value)
                .map((one) => (
                  <option key={one.name}>{one.name}</option>
                ))}
            </select>
          </label>
        )}
      </div>
      <button type="button" class="theme" onClick={switchTheme} title="Light or dark">
        <span aria-hidden="true">{theme.value === "dark" ? "☀" : "☾"}</span>
        <span class="unseen">{theme.value === "dark" ? "Light colours" : "Dark colours"}</span>
      </button>
    </header>
  );
}
