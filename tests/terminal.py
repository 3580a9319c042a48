"""A real terminal: programs run in it, and each question is answered when it is seen."""

import os
import select
import subprocess
import sys
import time

import pytest

pty = pytest.importorskip("pty", reason="terminals are POSIX")

OWNING = """
import fcntl, os, struct, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Makes the terminal the session's own, so that Ctrl-C is a signal there, and goes on."""


class Terminal:
    """Our end of a terminal: what the program printed, read up to what is waited for."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.waiting = b""

    def until(self, wanted: str) -> str:
        """What is printed up to and with the wanted text, or up to the end of the program."""
        goal = wanted.encode()
        while not goal or goal not in self.waiting:
            part = self.read()
            if not part:
                goal = self.waiting
                break
            self.waiting += part
        length = self.waiting.index(goal) + len(goal)
        seen, self.waiting = self.waiting[:length], self.waiting[length:]
        return seen.decode()

    def read(self) -> bytes:
        """The next piece, empty at the end."""
        ready, _writers, _errors = select.select([self.end], [], [], 20)
        assert ready, f"nothing more was printed: {self.waiting.decode()}"
        try:
            return os.read(self.end, 4096)
        except OSError:  # Linux says EIO where the other side has closed
            return b""


def talk(
    command: list[str], *answers: tuple[str, str], columns: int = 0, **environment: str
) -> tuple[int, str]:
    """Run a program at a terminal; each answer is given once its question is seen."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", OWNING, str(columns), *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "dumb", "INPUTRC": "/dev/null", **environment},
    ) as running:
        os.close(theirs)
        terminal = Terminal(ours)
        heard = ""
        try:
            for question, answer in answers:
                heard += terminal.until(question)
                if answer == "\x03":
                    time.sleep(0.1)  # a signal between the question and the reading is lost
                os.write(ours, answer.encode())
            heard += terminal.until("")
        except BaseException:
            running.kill()
            raise
        finally:
            code = running.wait(timeout=20)
            os.close(ours)
    return code, heard.replace("\r\n", "\n")
