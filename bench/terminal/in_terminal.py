"""A program in a pseudo-terminal, keys in and bytes out, with the times of both. Node.js has no pseudo-terminals of its own.

    python3 in_terminal.py COLUMNS ROWS COMMAND [ARGUMENT ..]

Takes orders and gives answers as JSON, a line each. Answers what programs ask a terminal, as one with a dark background that is
neither slow nor has pictures. What counts as shown is text that was written, with all control sequences taken away: it is told
only where it is not on the screen in another way already, so letters and marks are asked for that nothing else shows.
"""
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|P[^\x1b]*\x1b\\|[=>78M])")
QUESTIONS = {
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b[?6n": b"\x1b[?1;2R",
    b"\x1b[6n": b"\x1b[1;2R",
    b"\x1b[c": b"\x1b[?62;22c",
}


class Program:
    def __init__(self, columns, rows, command):
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], command)
        self.text = b""
        self.bytes = 0
        self.last = self.began
        self.gone = False

    def write(self, text):
        os.write(self.fd, text.encode())

    def pump(self, seconds):
        """Reads what comes within some seconds, once; whether anything came."""
        if self.gone or not select.select([self.fd], [], [], max(0, seconds))[0]:
            return False
        try:
            chunk = os.read(self.fd, 65536)
        except OSError:
            chunk = b""
        if chunk == b"":
            self.gone = True
            return False
        self.last = time.perf_counter()
        self.bytes += len(chunk)
        for question, answer in QUESTIONS.items():
            if question in chunk:
                os.write(self.fd, answer)
        # A sequence may come in two pieces.
        self.text = (self.text + chunk)[-200000:]
        return True

    def shows(self, text):
        return text.encode() in SEQUENCE.sub(b"", self.text)

    def wait(self, text, since, within):
        """Milliseconds from `since` until the text was written, or None."""
        while not self.shows(text):
            left = since + within - time.perf_counter()
            if left <= 0 or self.gone:
                return None
            self.pump(left)
        return (self.last - since) * 1000

    def settle(self, quiet, within):
        """Reads until nothing came for `quiet` seconds."""
        until = time.perf_counter() + within
        while time.perf_counter() < until and self.pump(quiet):
            pass

    def forget(self):
        while self.pump(0):
            pass
        self.text = b""
        self.bytes = 0


def press(program, order):
    """Writes keys, and waits for text: from the keys, or from the start of the program where there are none."""
    since = program.began
    if "keys" in order:
        program.forget()
        since = time.perf_counter()
        program.write(order["keys"])
    return {"shown": program.wait(order["text"], since, order["within"])}


def type_letters(program, order):
    """Writes letters one by one, each once the one before is shown; after some the line is emptied."""
    times, counts, lost = [], [], 0
    letters = order["letters"]
    for at in range(order["count"]):
        if at % len(letters) == 0:
            program.write(order["clear"])
            program.settle(0.1, 0.3)
        letter = letters[at % len(letters)]
        program.forget()
        since = time.perf_counter()
        program.write(letter)
        shown = program.wait(letter, since, order["within"])
        if shown is None:
            lost += 1
        else:
            times.append(shown)
        # The gap is not always the same, or all keys would fall on the same place between two frames.
        gap = order["gap"] * (0.5 + (at * 37 % 100) / 100)
        until = time.perf_counter() + gap
        while time.perf_counter() < until:
            program.pump(until - time.perf_counter())
        counts.append(program.bytes)
    program.write(order["clear"])
    return {"times": times, "bytes": counts, "lost": lost}


def page(program, order):
    """Presses a key again and again, each once the screen changed and stands still, until the text is shown."""
    since = time.perf_counter()
    presses = []
    while time.perf_counter() < since + order["within"]:
        program.forget()
        began = time.perf_counter()
        program.write(order["keys"])
        program.pump(2)
        program.settle(order["quiet"], 2)
        presses.append((program.last - began) * 1000)
        if program.shows(order["text"]):
            return {"shown": sum(presses), "presses": presses}
    return {"shown": None, "presses": presses}


def collect(program, order):
    """Counts the bytes that come, from now on, until nothing came for a while."""
    program.forget()
    print(json.dumps({"collecting": True}), flush=True)
    program.pump(order["within"])
    program.settle(order["quiet"], order["within"])
    return {"collected": program.bytes}


def rest(program, order):
    """Reads for some seconds; how many bytes came."""
    program.forget()
    until = time.perf_counter() + order["seconds"]
    while time.perf_counter() < until and not program.gone:
        program.pump(until - time.perf_counter())
    return {"came": program.bytes}


ORDERS = {"press": press, "type": type_letters, "page": page, "collect": collect, "rest": rest}


def main():
    columns, rows, *command = sys.argv[1:]
    program = Program(int(columns), int(rows), command)

    def leave(*_):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(program.pid, number)
            except ProcessLookupError:
                break
            program.settle(0.2, 1)
            if os.waitpid(program.pid, os.WNOHANG)[0] != 0:
                break
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    print(json.dumps({"pid": program.pid}), flush=True)
    rest_of_line = b""
    while True:
        ready = select.select([0] if program.gone else [0, program.fd], [], [])[0]
        if program.fd in ready:
            program.pump(0)
        if 0 not in ready:
            continue
        piece = os.read(0, 65536)
        if piece == b"":
            leave()
        *lines, rest_of_line = (rest_of_line + piece).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if order["do"] == "screen":
                answer = {"screen": SEQUENCE.sub(b"", program.text).decode("utf8", "replace")[-4000:]}
            else:
                answer = ORDERS[order["do"]](program, order)
            print(json.dumps(answer), flush=True)


main()
