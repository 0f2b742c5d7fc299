"""Reading documents safely: any file goes in, passages or one plain sentence come out."""
