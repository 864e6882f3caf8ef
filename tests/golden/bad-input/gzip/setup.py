import gzip
gzip.open('news.gz', 'wb').write(b'text')
