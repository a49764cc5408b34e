import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Pixels of a row. */
export const ROW = 36;

/** Rows that are drawn above and below the visible ones. */
const MARGIN = 10;

interface WindowListProps<Item> {
  readonly items: readonly Item[];
  readonly label: string;
  readonly row: (item: Item) => ComponentChildren;
}

/** A list that draws only the visible rows, so that 10,000 scroll smoothly. All rows have the same height. */
export function WindowList<Item>({ items, label, row }: WindowListProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  const first = Math.max(0, Math.floor(view.top / ROW) - MARGIN);
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / ROW) + MARGIN);
  return (
    <section class="window" ref={box} aria-label={label}>
      <ol style={{ height: `${items.length * ROW}px`, paddingTop: `${first * ROW}px` }} start={first + 1}>
        {items.slice(first, last).map(row)}
      </ol>
    </section>
  );
}
