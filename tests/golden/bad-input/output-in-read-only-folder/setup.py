import os
os.mkdir('closed')
os.chmod('closed', 0o555)
