extension KernelOracle {
  /// Both ends of the pair live in one namespace: frames are written on `wire0` and received on `eth0`. The
  /// number of a probe is its source MAC address; two sets of an observing table, one before every other
  /// hook and one behind, collect the addresses they see. Answers are dropped before connection tracking,
  /// so that every flow stays NEW.
  static let script = #"""
    import ipaddress, json, re, socket, struct, subprocess, sys, time

    def run(*words, text=None):
        return subprocess.run(words, input=text, capture_output=True, text=True)

    def must(*words, text=None):
        done = run(*words, text=text)
        if done.returncode:
            sys.exit(" ".join(words) + ": " + done.stderr)

    OBSERVER = """
    table inet observer {
      set arrived { type ether_addr; flags dynamic; size 65535; }
      set passed { type ether_addr; flags dynamic; size 65535; }
      chain first { type filter hook prerouting priority -1000; iifname eth0 add @arrived { ether saddr }; }
      chain last { type filter hook input priority 1000; iifname eth0 add @passed { ether saddr }; }
      chain silent { type filter hook output priority -1000; policy drop; }
    }
    """

    must("ip", "link", "set", "lo", "up")
    must("ip", "link", "add", "eth0", "address", "02:00:00:00:00:ff", "type", "veth",
         "peer", "name", "wire0")
    for address in ("10.9.0.1/24", "10.9.0.2/24", "10.9.0.3/24"):
        must("ip", "address", "add", address, "dev", "eth0")
    for address in ("2001:db8:9::1/64", "2001:db8:9::2/64", "2001:db8:9::3/64"):
        must("ip", "address", "add", address, "dev", "eth0", "nodad")
    for name in ("all", "default", "eth0", "wire0"):
        for key, value in (("rp_filter", "0"), ("accept_local", "1")):
            with open("/proc/sys/net/ipv4/conf/%s/%s" % (name, key), "w") as file:
                file.write(value)
    for name in ("eth0", "wire0"):
        must("ip", "link", "set", name, "up")
    must("ip", "route", "add", "default", "dev", "eth0")
    must("ip", "-6", "route", "add", "default", "dev", "eth0")

    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    wire.bind(("wire0", 0))
    target = bytes.fromhex("0200000000ff")

    def checksum(data):
        if len(data) % 2:
            data += b"\0"
        total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
        while total >> 16:
            total = (total & 0xFFFF) + (total >> 16)
        return ~total & 0xFFFF

    def frame(index, probe):
        source = ipaddress.ip_address(probe["source"])
        destination = ipaddress.ip_address(probe["destination"])
        number = probe["number"]
        pseudo = source.packed + destination.packed
        if number == 6:
            ports = (probe["sourcePort"], probe["destinationPort"])
            head = struct.pack("!HHIIBBHHH", *ports, 1, 0, 0x50, 2, 1024, 0, 0)
            at = 16
        elif number == 17:
            head = struct.pack("!HHHH", probe["sourcePort"], probe["destinationPort"], 8, 0)
            at = 6
        elif number in (1, 58):
            head = struct.pack("!BBHHH", probe["icmpType"], 0, 0, index, 1)
            at = 2
        else:
            head, at = b"\0" * 8, None
        if at is not None:
            covered = head
            if number == 58 or source.version == 6 and number != 1:
                covered = pseudo + struct.pack("!II", len(head), number) + head
            elif number != 1:
                covered = pseudo + struct.pack("!HH", number, len(head)) + head
            head = head[:at] + struct.pack("!H", checksum(covered)) + head[at + 2:]
        if source.version == 4:
            fields = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(head), index, 0, 64, number, 0) + pseudo
            header = fields[:10] + struct.pack("!H", checksum(fields)) + fields[12:]
        else:
            header = struct.pack("!IHBB", 6 << 28, len(head), number, 64) + pseudo
        kind = b"\x08\x00" if source.version == 4 else b"\x86\xdd"
        return target + b"\x02\0\0\1" + struct.pack("!H", index) + kind + header + head

    def seen(name):
        listing = run("nft", "list", "set", "inet", "observer", name).stdout
        return {int(a + b, 16) for a, b in re.findall(r"02:00:00:01:([0-9a-f]{2}):([0-9a-f]{2})", listing)}

    def answer(case):
        must("nft", "flush", "ruleset")
        loader = ["nft", "-f", "-"] if case["loader"] == "nft" else [case["loader"] + "-restore"]
        done = run(*loader, text=case["text"])
        if done.returncode:
            return {"error": done.stderr.strip() or "refused", "passed": []}
        must("nft", "-f", "-", text=OBSERVER)
        frames = [frame(index, probe) for index, probe in enumerate(case["probes"])]
        arrived, passed, before = set(), set(), None
        deadline = time.time() + 5
        # A set that grows may miss an address, so what is missing is sent until two rounds see the same.
        while (passed != before or len(arrived) < len(frames)) and time.time() < deadline:
            before = passed
            for index, data in enumerate(frames):
                if index not in passed:
                    wire.send(data)
            time.sleep(0.01)
            arrived, passed = seen("arrived"), seen("passed")
        return {"error": None, "passed": [
            index in passed if index in arrived else None for index in range(len(case["probes"]))]}

    with open(sys.argv[1]) as file:
        cases = json.load(file)
    with open(sys.argv[2], "w") as file:
        json.dump([answer(case) for case in cases], file)
    """#
}
