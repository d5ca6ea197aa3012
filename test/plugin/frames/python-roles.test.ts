import { describe, expect, it } from 'vitest';
import { frameClassifier } from '../../../src/plugin/frames/roles.ts';
import { PYTHON_FRAME_RULES } from '../../../src/plugin/frames/tables/python.ts';

const classify = frameClassifier(PYTHON_FRAME_RULES);
const role = (file: string): string | undefined => classify({ function: 'f', file, line: 1, language: 'python' }).role;

describe('the location of a Python file says whose it is', () => {
  it.each([
    ['/usr/lib/python3.11/threading.py', 'runtime'],
    ['/usr/local/lib/python3.14/json/decoder.py', 'runtime'],
    ['/opt/conda/lib/python3.10/asyncio/base_events.py', 'runtime'],
    ['/Library/Frameworks/Python.framework/Versions/3.12/lib/python3.12/contextlib.py', 'runtime'],
    ['C:\\Users\\x\\AppData\\Local\\Programs\\Python\\Python311\\Lib\\threading.py', 'runtime'],
    ['<frozen importlib._bootstrap>', 'runtime'],
    ['<string>', 'runtime'],
    ['/usr/local/lib/python3.5/dist-packages/sqlalchemy/pool.py', 'pool'],
    ['/usr/lib/python3/dist-packages/sqlalchemy/pool/impl.py', 'pool'],
    ['/srv/venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py', 'pool'],
    ['C:\\app\\.venv\\Lib\\site-packages\\sqlalchemy\\engine\\base.py', 'pool'],
    ['/home/x/.cache/pypoetry/virtualenvs/orion-HonJ-py3.10/lib/python3.10/site-packages/sqlalchemy/engine/base.py', 'pool'],
    ['/srv/eggs/SQLAlchemy-1.3.24-py3.7-linux-x86_64.egg/sqlalchemy/pool/base.py', 'pool'],
    ['/var/task/sqlalchemy/pool/impl.py', 'pool'],
    ['/srv/venv/lib/python3.11/site-packages/psycopg_pool/pool.py', 'pool'],
    ['/srv/venv/lib/python3.11/site-packages/asyncpg/pool.py', 'pool'],
    ['/srv/venv/lib/python3.11/site-packages/asyncpg/connection.py', 'driver'],
    ['/srv/venv/lib/python3.11/site-packages/psycopg2/extras.py', 'driver'],
    ['/srv/venv/lib/python3.11/site-packages/psycopg/connection.py', 'driver'],
    ['/srv/venv/lib/python3.11/site-packages/pymysql/connections.py', 'driver'],
    ['/srv/venv/lib/python3.11/site-packages/starlette/middleware/base.py', 'framework'],
    ['/srv/venv/lib/python3.11/site-packages/flask_sqlalchemy/session.py', 'framework'],
    ['/srv/app/orders/repo.py', 'application'],
    ['/srv/sqlalchemy/billing/jobs.py', 'application'],
    ['/srv/psycopg2/asyncpg/main.py', 'application'],
    ['/home/x/lib/python3_tools/main.py', 'application'],
    ['app/main.py', 'application'],
    ['<ipython-input-3-a1b2>', 'application'],
  ])('%s is %s', (file, expected) => expect(role(file)).toBe(expected));
});
