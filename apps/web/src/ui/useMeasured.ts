import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from "react";

/** Which item an element of a list draws now. */
export const keyOfElement = (element: Element | null | undefined): string | undefined =>
  element instanceof HTMLElement ? element.dataset["key"] : undefined;

/** Tells the height of each element of a list, anew when it changes or when the element draws another item. */
export const useMeasured = (list: RefObject<HTMLElement | null>, tell: (key: string, height: number) => void): void => {
  const observer = useRef<ResizeObserver>(null);
  const observed = useRef(new WeakMap<Element, string>());
  const onResize = useEffectEvent((entries: readonly ResizeObserverEntry[]) => {
    for (const { target, borderBoxSize } of entries) {
      const key = keyOfElement(target);
      const [box] = borderBoxSize;
      if (!target.isConnected) observer.current?.unobserve(target);
      else if (key !== undefined && box) tell(key, Math.round(box.blockSize));
    }
  });
  useLayoutEffect(() => {
    const created = new ResizeObserver(onResize);
    observer.current = created;
    observed.current = new WeakMap();
    return () => created.disconnect();
  }, []);
  useLayoutEffect(() => {
    for (const child of list.current?.children ?? []) {
      const key = keyOfElement(child);
      if (key === undefined || observed.current.get(child) === key) continue;
      observed.current.set(child, key);
      // What is observed anew is told of, also where the height is that of the item before.
      observer.current?.unobserve(child);
      observer.current?.observe(child);
    }
  });
};
