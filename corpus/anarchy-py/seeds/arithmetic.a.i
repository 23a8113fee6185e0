m{
  // Numbers: precedence, signs, division, remainders, edges of both kinds.
  main(){
    print(1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 100 / 10 / 5, 2 * 3 % 4);
    print(7 / 2, -7 / 2, 7 % 3, -7 % 3, 7 % -3, 7.5 % 2, 1 / 3);
    print(- -5, -+-5, +-+5, !-1, -(-(3)));
    print(9223372036854775807 + 1, 99999999999 * 99999999999 * 99999999999);
    print(0.1 + 0.2, 1.5e3, 2.e2, .5, 1.0e308 * 10, 5.0e-324 / 2, 1.5E+2, 1.5e-2);
    print(1 == 1.0, 1 === 1.0, 0 == -0.0, 1 < 2.5, 3 >= 3, 2 != 2.0, 2 !== 2.0);
    x = 10;
    x += 5; print(x);
    x -= 20; print(x);
    x *= -3; print(x);
    x /= 4; print(x);
    x /= 2; x += x; print(x);
    return x * 100;
  }
}
