with open('big.jsonl', 'wb') as out:
    out.write(b'{"text":"')
    for _ in range(100):
        out.write(b'a' * (1 << 20))
    out.write(b'"}\n')
