with open('big.txt', 'wb') as out:
    for _ in range(100):
        out.write(b'a' * (1 << 20))
