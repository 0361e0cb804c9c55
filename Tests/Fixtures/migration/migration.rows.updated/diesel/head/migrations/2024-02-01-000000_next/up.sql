UPDATE users SET name = '';
