import os
os.mkdir('empty')
