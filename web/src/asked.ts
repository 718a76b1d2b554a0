/** What was asked of the server and has come, is coming, or failed. */

import { useEffect, useRef, useState } from "preact/hooks";
import { ask, AskError } from "./api";

export interface Asked<Answer> {
  value: Answer | null;
  error: string | null;
  isWaiting: boolean;
}

const NOTHING: Asked<never> = { value: null, error: null, isWaiting: false };

/**
 * Ask again whenever what is asked changes; the last answer stays until the next has come.
 * @param path null or empty: ask nothing.
 * @param waitMs how long other params must stand before they are asked for, for what a slider drags along; another path
 *   is asked at once.
 */
export function useAsked<Answer>(
  path: string | null,
  params: Record<string, string | number | boolean | null> = {},
  waitMs = 0,
): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>(NOTHING);
  const key = !path ? null : path + JSON.stringify(params);
  const lastPath = useRef<string | null>(null);
  useEffect(() => {
    if (!path) {
      setAsked(NOTHING);
      return;
    }
    const stop = new AbortController();
    const isAnother = lastPath.current !== path;
    lastPath.current = path;
    setAsked((last) => ({ ...last, isWaiting: true }));
    const timer = setTimeout(() => {
      ask<Answer>(path, params, stop.signal).then(
        (value) => setAsked({ value, error: null, isWaiting: false }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const said = error instanceof AskError ? error.message : String(error);
          setAsked({ value: null, error: said, isWaiting: false });
        },
      );
    }, isAnother ? 0 : waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return asked;
}
