import { claimKey, type Database, type KeyClaim, type KeyClaimed, type Transaction } from "@angidi/datastores";
import { type LedgerReader, ledgerOn } from "./ledger.ts";
import { type ReservationReader, reservationReaderOn } from "./reservationReader.ts";
import { type ReservationRepository, reservationsOn } from "./reservations.ts";
import { type StockRepository, stockOn } from "./stock.ts";
import { type StockReader, stockReaderOn } from "./stockReader.ts";
import { type TransferReader, type TransferRepository, transferReaderOn, transfersOn } from "./transfers.ts";
import { type WarehouseRepository, warehousesOn } from "./warehouses.ts";

/** What one transaction can do. Stock is changed only here, after its lock was taken. */
export interface StoreTransaction {
  readonly stock: StockRepository;
  readonly reservations: ReservationRepository;
  readonly transfers: TransferRepository;
  readonly warehouses: WarehouseRepository;
  claimKey(claim: KeyClaim): Promise<KeyClaimed>;
}

/** All that inventory keeps. */
export interface Store {
  readonly stock: StockReader;
  readonly reservations: ReservationReader;
  readonly transfers: TransferReader;
  readonly ledger: LedgerReader;
  readonly warehouses: WarehouseRepository;
  /** Runs `work` in one transaction; it may run again after a deadlock, so it has no effects elsewhere. */
  transaction<T>(work: (store: StoreTransaction) => Promise<T>): Promise<T>;
}

/** The store on PostgreSQL. */
export function openStore(database: Database): Store {
  return {
    stock: stockReaderOn(database),
    reservations: reservationReaderOn(database),
    transfers: transferReaderOn(database),
    ledger: ledgerOn(database),
    warehouses: warehousesOn(database),
    transaction: (work) => database.transaction((transaction) => work(storeOn(transaction))),
  };
}

function storeOn(transaction: Transaction): StoreTransaction {
  return {
    stock: stockOn(transaction),
    reservations: reservationsOn(transaction),
    transfers: transfersOn(transaction),
    warehouses: warehousesOn(transaction),
    claimKey: (claim) => claimKey(transaction, claim),
  };
}
