import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get, keepToken, Refused, SERVICE } from './api.js';
import { Faults } from './faults.js';
import { messageOf } from './hooks.js';
import { Live } from './live.js';
import { World } from './world.js';

const VIEWS = { Live, World, Faults };
type View = keyof typeof VIEWS;

const viewInAddress = (): View => {
  const name = location.hash.slice(1);
  return (Object.keys(VIEWS) as View[]).find((view) => view.toLowerCase() === name) ?? 'Live';
};

function Token({ done }: { readonly done: () => void }) {
  return (
    <form
      class="card token"
      onSubmit={(event) => {
        event.preventDefault();
        keepToken(String(new FormData(event.currentTarget).get('token')));
        done();
      }}
    >
      <label>
        This server was started with a control token
        <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit" class="primary">
        Continue
      </button>
    </form>
  );
}

function Page() {
  const [view, setView] = useState(viewInAddress);
  const [access, setAccess] = useState<{ readonly needsToken: boolean; readonly text: string }>();
  const enter = (): void => {
    get<{ version: string }>('health').then(
      ({ version }) => setAccess({ needsToken: false, text: version }),
      (error: unknown) =>
        setAccess({
          needsToken: error instanceof Refused && error.status === 401,
          text: messageOf(error),
        }),
    );
  };
  useEffect(() => {
    enter();
    const changed = (): void => setView(viewInAddress());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const Shown = VIEWS[view];
  return (
    <>
      <header class="masthead">
        <h1>
          4shared-testkit <small>a fake of the service at {SERVICE}</small>
        </h1>
        <nav aria-label="Views">
          {Object.keys(VIEWS).map((name) => (
            <a key={name} href={`#${name.toLowerCase()}`} aria-current={name === view ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <main>
        {access?.needsToken && <Token done={enter} />}
        {access && !access.needsToken && <Shown />}
      </main>
    </>
  );
}

const place = document.getElementById('page');
if (place) {
  place.replaceChildren();
  render(<Page />, place);
}
