import os
os.mkdir('news')
os.symlink('none.txt', 'news/a.txt')
