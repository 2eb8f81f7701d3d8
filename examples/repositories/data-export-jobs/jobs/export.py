def export(rows, write):
    for row in rows:
        write(row)
