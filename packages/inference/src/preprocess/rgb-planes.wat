;; Red, green and blue bytes of a row, side by side, into three planes of float32: the loop of rgb-planes.ts.
(module
  ;; bytes from 0: three means, then three deviations, float32
  (memory (export "memory") 1)

  ;; $from: the first of $count pixels, at least 4; up to 4 bytes behind the last are read
  ;; $red, $green, $blue: where the value of the first pixel goes
  (func (export "row") (param $from i32) (param $count i32) (param $red i32) (param $green i32) (param $blue i32)
    (local $pixels v128) (local $back i32)
    (local $mean0 v128) (local $mean1 v128) (local $mean2 v128) (local $std0 v128) (local $std1 v128) (local $std2 v128)
    (local.set $mean0 (v128.load32_splat (i32.const 0)))
    (local.set $mean1 (v128.load32_splat (i32.const 4)))
    (local.set $mean2 (v128.load32_splat (i32.const 8)))
    (local.set $std0 (v128.load32_splat (i32.const 12)))
    (local.set $std1 (v128.load32_splat (i32.const 16)))
    (local.set $std2 (v128.load32_splat (i32.const 20)))
    (block $done
      (loop $next
        ;; the last four overlap those before
        (if (i32.lt_s (local.get $count) (i32.const 4))
          (then
            (br_if $done (i32.le_s (local.get $count) (i32.const 0)))
            (local.set $back (i32.sub (i32.const 4) (local.get $count)))
            (local.set $from (i32.sub (local.get $from) (i32.mul (local.get $back) (i32.const 3))))
            (local.set $back (i32.shl (local.get $back) (i32.const 2)))
            (local.set $red (i32.sub (local.get $red) (local.get $back)))
            (local.set $green (i32.sub (local.get $green) (local.get $back)))
            (local.set $blue (i32.sub (local.get $blue) (local.get $back)))))
        (local.set $pixels (v128.load (local.get $from)))
        ;; every third byte becomes an int32: an index beyond the vector gives 0
        (v128.store
          (local.get $red)
          (f32x4.div
            (f32x4.sub
              (f32x4.convert_i32x4_s
                (i8x16.swizzle (local.get $pixels) (v128.const i8x16 0 16 16 16 3 16 16 16 6 16 16 16 9 16 16 16)))
              (local.get $mean0))
            (local.get $std0)))
        (v128.store
          (local.get $green)
          (f32x4.div
            (f32x4.sub
              (f32x4.convert_i32x4_s
                (i8x16.swizzle (local.get $pixels) (v128.const i8x16 1 16 16 16 4 16 16 16 7 16 16 16 10 16 16 16)))
              (local.get $mean1))
            (local.get $std1)))
        (v128.store
          (local.get $blue)
          (f32x4.div
            (f32x4.sub
              (f32x4.convert_i32x4_s
                (i8x16.swizzle (local.get $pixels) (v128.const i8x16 2 16 16 16 5 16 16 16 8 16 16 16 11 16 16 16)))
              (local.get $mean2))
            (local.get $std2)))
        (local.set $from (i32.add (local.get $from) (i32.const 12)))
        (local.set $red (i32.add (local.get $red) (i32.const 16)))
        (local.set $green (i32.add (local.get $green) (i32.const 16)))
        (local.set $blue (i32.add (local.get $blue) (i32.const 16)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $next)))))
