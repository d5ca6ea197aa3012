throw new Error('the parser is not finished');
