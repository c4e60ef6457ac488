"""A headless Chromium driven over a pipe (DevTools protocol): no driver, no web socket, no port."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

DEADLINE = 300  # seconds for one answer


class Failure(Exception):
    """The browser reported an error, or the page threw one."""


class Browser:
    def __init__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            raise Failure("no chromium: apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="par-browser-")
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()
        # Chromium reads file descriptor 3 and writes to 4; these stand above both.
        inner = (f"exec 3<&{to_browser} 4>&{from_browser}; exec {program} --headless=new --no-sandbox --disable-gpu "
                 f"--disable-dev-shm-usage --no-first-run --hide-scrollbars --force-color-profile=srgb "
                 f"--user-data-dir={self.profile} --remote-debugging-pipe about:blank")
        self.process = subprocess.Popen(["bash", "-c", inner], pass_fds=[to_browser, from_browser],
                                        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.number = 0
        self.buffer = b""
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (Failure, OSError):
            self.process.kill()
        self.process.wait(timeout=30)
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.profile, ignore_errors=True)

    # --- Messages ---

    def message(self, deadline):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_end], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise Failure("the browser does not answer")
            piece = os.read(self.read_end, 1 << 20)
            if not piece:
                raise Failure("the browser ended")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        self.write(json.dumps(request).encode() + b"\0")
        deadline = time.monotonic() + DEADLINE
        while True:
            answer = self.message(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failure(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def write(self, data):
        while data:
            data = data[os.write(self.write_end, data):]

    def send(self, method, **parameters):
        return self.call(method, self.session, **parameters)

    def wait(self, method):
        deadline = time.monotonic() + DEADLINE
        while not any(event["method"] == method for event in self.events):
            self.events.append(self.message(deadline))

    # --- What a test does ---

    def open(self, path, width=1400, height=900, dark=False, scripts=True, media=""):
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events.clear()
        self.send("Page.navigate", url="file://" + os.path.abspath(path))
        self.wait("Page.loadEventFired")

    def run(self, expression):
        """The value of an expression of the page; a promise is waited for."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(answer["exceptionDetails"].get("exception", {}).get("description", str(answer)))
        return answer["result"].get("value")

    def complaints(self):
        """What the console and the log say, and uncaught errors."""
        found = []
        for event in self.events:
            if event["method"] == "Runtime.exceptionThrown":
                found.append(event["params"]["exceptionDetails"].get("exception", {}).get("description", "exception"))
            elif event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] in ("error", "warning"):
                found.append(str(event["params"]["args"]))
            elif event["method"] == "Log.entryAdded":
                found.append(event["params"]["entry"]["text"])
        return found

    def requests(self):
        """Addresses asked for since the page was opened."""
        return [event["params"]["request"]["url"] for event in self.events
                if event["method"] == "Network.requestWillBeSent"]

    def picture(self, path, clip=None):
        options = {"clip": dict(clip, scale=1), "captureBeyondViewport": True} if clip else {}
        data = self.send("Page.captureScreenshot", format="png", **options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        data = self.send("Page.printToPDF", printBackground=False, preferCSSPageSize=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
