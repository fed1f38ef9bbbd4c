// The login form as React builds it. No word that stands in it names a secret.

import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function Code({ digits, onDigits }) {
  const row = useRef();
  const write = (at) => ({ target }) => {
    onDigits(digits.with(at, target.value));
    row.current.children[at + 1]?.focus();
  };
  return (
    <p ref={row}>
      {digits.map((digit, at) => (
        <input key={at} className="digit" maxLength={1} value={digit} onChange={write(at)} />
      ))}
    </p>
  );
}

function Login() {
  const [user, setUser] = useState("");
  const [word, setWord] = useState("");
  const [again, setAgain] = useState("");
  const [digits, setDigits] = useState(Array(6).fill(""));
  const [shown, setShown] = useState(false);
  const [tries, setTries] = useState(0);
  const submit = (event) => {
    event.preventDefault();
    setTries(tries + 1);
  };
  const type = shown ? "text" : "password";
  const follow = ({ target }) => setWord(target.value);
  return (
    <form key={tries} onSubmit={submit}>
      <input id="user" value={user} onChange={({ target }) => setUser(target.value)} />
      {shown ? (
        <input key="shown" className="word" type="text" value={word} onChange={follow} />
      ) : (
        <input key="hidden" className="word" type="password" value={word} onChange={follow} />
      )}
      <input
        className="again"
        placeholder="Zauberwort"
        type={type}
        value={again}
        onChange={({ target }) => setAgain(target.value)}
      />
      <input type="hidden" name="mirror" value={word} />
      <button id="reveal" type="button" onClick={() => setShown(!shown)}>
        {shown ? "Hide" : "Show"}
      </button>
      <Code digits={digits} onDigits={setDigits} />
      <button id="enter">Enter</button>
      {tries > 0 && <output>That was wrong.</output>}
    </form>
  );
}

createRoot(document.querySelector("#app")).render(<Login />);
