;; Bilinear samples of an RGB picture along a run of pixels, whose four neighbours are all in the picture: the loop of
;; warp-rgb-run.ts. Places and sums are float64 in the order of `sampleInside`, so that it gives the same bytes.
(module
  (memory (export "memory") 1)

  ;; $to: where the pixel of column $first goes; the byte behind that of column $end - 1 is written too
  ;; $picture: where pixel (0, 0) is or, were it in memory, would be; $stride: from there to the next row; up to 2 bytes behind
  ;; a neighbour are read
  ;; column x is at (($a·x + $b) + $c, ($d·x + $e) + $f) of the picture
  (func (export "run")
    (param $to i32) (param $first i32) (param $end i32) (param $picture i32) (param $stride i32)
    (param $a f64) (param $b f64) (param $c f64) (param $d f64) (param $e f64) (param $f f64)
    (local $x v128) (local $slope v128) (local $row v128) (local $shift v128) (local $place v128) (local $whole v128)
    (local $far v128) (local $near v128) (local $at i32)
    (local $weights v128) (local $left v128) (local $both v128) (local $right v128) (local $redGreen v128) (local $blue v128)
    (local.set $x (f64x2.splat (f64.convert_i32_s (local.get $first))))
    (local.set $slope (f64x2.replace_lane 1 (f64x2.splat (local.get $a)) (local.get $d)))
    (local.set $row (f64x2.replace_lane 1 (f64x2.splat (local.get $b)) (local.get $e)))
    (local.set $shift (f64x2.replace_lane 1 (f64x2.splat (local.get $c)) (local.get $f)))
    (block $done
      (br_if $done (i32.ge_s (local.get $first) (local.get $end)))
      (loop $next
        ;; across | down: the place, how far it is from the pixels above and on the left, and from the others
        (local.set $place
          (f64x2.add
            (f64x2.add (f64x2.mul (local.get $slope) (local.get $x)) (local.get $row))
            (local.get $shift)))
        (local.set $whole (f64x2.trunc (local.get $place)))
        (local.set $far (f64x2.sub (local.get $place) (local.get $whole)))
        (local.set $near (f64x2.sub (v128.const f64x2 1 1) (local.get $far)))
        ;; a whole number plus 2^52 has it in its lower half
        (local.set $whole (f64x2.add (local.get $whole) (v128.const f64x2 0x1p52 0x1p52)))
        (local.set $at
          (i32.add
            (local.get $picture)
            (i32.add
              (i32.mul (i32x4.extract_lane 2 (local.get $whole)) (local.get $stride))
              (i32.mul (i32x4.extract_lane 0 (local.get $whole)) (i32.const 3)))))

        ;; two pixels of a row as red green | blue red' | green' blue', by the weights of the left one and of the right one
        (local.set $weights
          (f64x2.mul
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $near) (local.get $far))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $near) (local.get $near))))
        (local.set $right (v128.load8x8_u (local.get $at)))
        (local.set $left (i32x4.extend_low_i16x8_u (local.get $right)))
        (local.set $both
          (f64x2.mul
            (f64x2.convert_low_i32x4_s
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $left) (local.get $left)))
            (local.get $weights)))
        (local.set $left
          (f64x2.mul
            (f64x2.convert_low_i32x4_s (local.get $left))
            (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $weights) (local.get $weights))))
        (local.set $right
          (f64x2.mul
            (f64x2.convert_low_i32x4_s (i32x4.extend_high_i16x8_u (local.get $right)))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $weights) (local.get $weights))))
        (local.set $redGreen
          (f64x2.add
            (local.get $left)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 (local.get $both) (local.get $right))))
        (local.set $blue
          (f64x2.add
            (local.get $both)
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $right) (local.get $right))))

        ;; and of the row below
        (local.set $weights
          (f64x2.mul
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $near) (local.get $far))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $far) (local.get $far))))
        (local.set $right (v128.load8x8_u (i32.add (local.get $at) (local.get $stride))))
        (local.set $left (i32x4.extend_low_i16x8_u (local.get $right)))
        (local.set $both
          (f64x2.mul
            (f64x2.convert_low_i32x4_s
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $left) (local.get $left)))
            (local.get $weights)))
        (local.set $left
          (f64x2.mul
            (f64x2.convert_low_i32x4_s (local.get $left))
            (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $weights) (local.get $weights))))
        (local.set $right
          (f64x2.mul
            (f64x2.convert_low_i32x4_s (i32x4.extend_high_i16x8_u (local.get $right)))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $weights) (local.get $weights))))
        (local.set $redGreen
          (f64x2.add
            (f64x2.add (local.get $redGreen) (local.get $left))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 (local.get $both) (local.get $right))))
        (local.set $blue
          (f64x2.add
            (f64x2.add (local.get $blue) (local.get $both))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $right) (local.get $right))))

        ;; plus 2^52 they are whole numbers, the nearest, and the even one in the middle, as Uint8ClampedArray rounds
        (local.set $redGreen (f64x2.add (local.get $redGreen) (v128.const f64x2 0x1p52 0x1p52)))
        (local.set $blue (f64x2.add (local.get $blue) (v128.const f64x2 0x1p52 0x1p52)))
        (local.set $blue
          (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 16 17 18 19 (local.get $redGreen) (local.get $blue)))
        (local.set $blue (i16x8.narrow_i32x4_u (local.get $blue) (local.get $blue)))
        (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $blue) (local.get $blue)))
        (local.set $to (i32.add (local.get $to) (i32.const 3)))
        (local.set $x (f64x2.add (local.get $x) (v128.const f64x2 1 1)))
        (br_if $next (i32.lt_s (local.tee $first (i32.add (local.get $first) (i32.const 1))) (local.get $end)))))))
