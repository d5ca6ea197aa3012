// Four workers serve requests for 90 s; three reservations of stock that is not there keep their transaction. With the argument pgxpool the pool
// is pgx's own, else database/sql's over pgx.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"math/rand"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
)

var errNoStock = errors.New("no stock")

// shop is what both pools can do.
type shop interface {
	left(ctx context.Context, id int) error
	reserve(ctx context.Context, id int) error
	log()
}

type sqlShop struct{ db *sql.DB }

func (s sqlShop) left(ctx context.Context, id int) error {
	var n int
	return s.db.QueryRowContext(ctx, "SELECT left_over FROM stock WHERE id = $1", id).Scan(&n)
}

func (s sqlShop) reserve(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx, "UPDATE stock SET left_over = left_over - 1 WHERE id = $1", id)
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	if n, _ := result.RowsAffected(); n == 0 {
		return errNoStock
	}
	return tx.Commit()
}

func (s sqlShop) log() { log.Printf("orders: db stats %+v", s.db.Stats()) }

type pgxShop struct{ pool *pgxpool.Pool }

func (s pgxShop) left(ctx context.Context, id int) error {
	var n int
	return s.pool.QueryRow(ctx, "SELECT left_over FROM stock WHERE id = $1", id).Scan(&n)
}

func (s pgxShop) reserve(ctx context.Context, id int) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "UPDATE stock SET left_over = left_over - 1 WHERE id = $1", id)
	if err != nil {
		_ = tx.Rollback(ctx)
		return err
	}
	if tag.RowsAffected() == 0 {
		return errNoStock
	}
	return tx.Commit(ctx)
}

func (s pgxShop) log() {
	stat := s.pool.Stat()
	log.Printf("pgxpool stats acquiredConns=%d idleConns=%d totalConns=%d maxConns=%d emptyAcquireCount=%d canceledAcquireCount=%d",
		stat.AcquiredConns(), stat.IdleConns(), stat.TotalConns(), stat.MaxConns(), stat.EmptyAcquireCount(), stat.CanceledAcquireCount())
}

func open(kind, url string) shop {
	if kind == "pgxpool" {
		config, err := pgxpool.ParseConfig(url)
		if err != nil {
			log.Fatal(err)
		}
		config.MaxConns = 10
		pool, err := pgxpool.NewWithConfig(context.Background(), config)
		if err != nil {
			log.Fatal(err)
		}
		return pgxShop{pool}
	}
	db, err := sql.Open("pgx", url)
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(10)
	return sqlShop{db}
}

func serve(s shop, dice *rand.Rand, n int, loses bool) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	id, status, route := 1+dice.Intn(50), 200, "GET /stock"
	if loses && n%25 == 0 {
		id = 99
	}
	start := time.Now()
	var err error
	if n%5 == 0 {
		route, err = "POST /stock/reserve", s.reserve(ctx, id)
	} else {
		err = s.left(ctx, id)
	}
	if err != nil {
		status = 500
		log.Printf("reserve %d: %v", id, err)
	}
	log.Printf("%s %d %s", route, status, time.Since(start).Round(time.Microsecond))
}

func main() {
	log.SetFlags(log.LstdFlags | log.Lmicroseconds | log.LUTC)
	log.SetOutput(os.Stdout)
	s := open(os.Args[1], os.Args[2])
	go func() {
		for range time.Tick(time.Second) {
			s.log()
		}
	}()
	end := time.Now().Add(90 * time.Second)
	var workers sync.WaitGroup
	for worker := range 4 {
		workers.Go(func() {
			dice := rand.New(rand.NewSource(int64(worker)))
			for n := 1; time.Now().Before(end); n++ {
				serve(s, dice, n, worker == 1)
				time.Sleep(time.Duration(500+dice.Intn(1000)) * time.Millisecond)
			}
		})
	}
	workers.Wait()
	time.Sleep(20 * time.Second)
}
