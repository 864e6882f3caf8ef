import os
import pathlib

share, own = pathlib.Path(os.environ["SHARE"]), pathlib.Path("share")
(own / "models").mkdir(parents=True)
for part in ("data", "schemas", "knowledge.bin"):
    os.symlink(share / part, own / part)
for model in (share / "models").iterdir():
    if model.name != "opencorpora.bin":
        os.symlink(model, own / "models" / model.name)
data = bytearray((share / "models" / "opencorpora.bin").read_bytes())
data[len(data) // 2] ^= 1
(own / "models" / "opencorpora.bin").write_bytes(data)
