// Windows are counted and not shown: the object of the page and its methods.
⬢.start()
⬢.□("title", 640, 480)
⬢.⬚("a text in the window")
⬢.create_window("second", 1, 1)
⬢.add_text("more")
ι page = ⬢;
page.start();
page.□("third", 0, 0 - 5);
ƒ show(t) { ⬢.⬚(t) }
show("from a function");
show("again");
